using Varlink.Conformance.Replay.Wire;

namespace Varlink.Conformance.Replay.Timeline;

/// <summary>Moves the clock of an engine in this process from one event to the next, whenever the engine has done all that it can.</summary>
internal sealed class CompressedTimeline(VirtualClock clock) : ITimeline
{
    private readonly ProcessRest _rest = new();

    public TimeSpan Now => clock.Elapsed;

    public void Wait(TimeSpan until, IReadOnlyCollection<RawConnection> connections)
    {
        _rest.Await();
        if (connections.Any(connection => connection.HasArrived) || Now >= until)
        {
            return;
        }

        clock.Step(until);
        _rest.Await();
    }
}
