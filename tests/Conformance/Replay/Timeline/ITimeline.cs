using Varlink.Conformance.Replay.Wire;

namespace Varlink.Conformance.Replay.Timeline;

/// <summary>The time of a replay: real where an engine has a clock of its own, compressed where the engine takes ours.</summary>
internal interface ITimeline
{
    /// <summary>Since the replay began.</summary>
    TimeSpan Now { get; }

    /// <summary>
    /// Waits until something may have arrived on a connection, or until the time has come, whichever is first. May return earlier; never
    /// returns before what was sent has had its effect, as far as that can be known.
    /// </summary>
    void Wait(TimeSpan until, IReadOnlyCollection<RawConnection> connections);
}
