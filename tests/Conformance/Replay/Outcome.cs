namespace Varlink.Conformance.Replay;

/// <summary>What came of a recorded exchange when it was replayed.</summary>
internal sealed record Outcome
{
    public required IReadOnlyList<string> Replies { get; init; }

    /// <summary>Whether the engine hung up.</summary>
    public required bool IsClosed { get; init; }

    /// <summary>Whether bytes stood behind the last whole message.</summary>
    public required bool HasTail { get; init; }

    /// <summary>What was replaced in the request and may be echoed.</summary>
    public required IReadOnlyList<(string Recorded, string Sent)> Echoes { get; init; }

    /// <summary>Why it could not be replayed; null where it was.</summary>
    public string? NotReplayable { get; init; }

    /// <summary>Nothing was sent: something had happened to the daemon, which does not happen to the engine.</summary>
    public static Outcome OfEvent { get; } = new() { Replies = [], IsClosed = false, HasTail = false, Echoes = [] };

    public static Outcome Without(string reason) =>
        new() { Replies = [], IsClosed = false, HasTail = false, Echoes = [], NotReplayable = reason };
}
