using Varlink.Conformance.Replay.Comparison;
using Varlink.Conformance.Replay.Recording;
using Varlink.Conformance.Replay.Wanted;

namespace Varlink.Conformance.Replay;

/// <summary>How a step of a recording ended when it was replayed.</summary>
/// <param name="Row">What was recorded.</param>
/// <param name="Outcome">What came.</param>
/// <param name="Difference">The first difference; null where there is none.</param>
/// <param name="Wanted">The rule that wants it so; null where none does.</param>
internal sealed record StepResult(RecordedRow Row, Outcome Outcome, Difference? Difference, WantedDifference? Wanted)
{
    public bool IsNotReplayable => Outcome.NotReplayable is not null;

    /// <summary>Whether it disagrees, and nobody wants it to.</summary>
    public bool IsUnexplained => Difference is not null && Wanted is null;

    public bool Agrees => Difference is null && !IsNotReplayable;
}
