using Varlink.Conformance.Replay.Comparison;
using Varlink.Conformance.Replay.Recording;

namespace Varlink.Conformance.Replay;

/// <summary>How a step of a recording ended when it was replayed.</summary>
internal sealed record StepResult(RecordedRow Row, Outcome Outcome, Difference? Difference)
{
    public bool IsNotReplayable => Outcome.NotReplayable is not null;

    public bool Agrees => Difference is null && !IsNotReplayable;
}
