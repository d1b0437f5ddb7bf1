using Varlink.Conformance.Replay.Recording;

namespace Varlink.Conformance.Replay;

/// <summary>What lies around an engine and changed during a recording beside the wire.</summary>
internal interface IReplayedWorld
{
    /// <summary>The registries in which the engine looks for short names.</summary>
    IReadOnlyList<string> SearchedRegistries { get; }

    /// <summary>Called before an exchange is sent.</summary>
    void Before(RecordedRow row);
}
