using Varlink.Conformance.Replay.Identity;
using Varlink.Conformance.Replay.Recording;
using Varlink.Conformance.Replay.Wire;

namespace Varlink.Conformance.Replay;

/// <summary>A recorded exchange while it is under way again.</summary>
internal sealed class Exchange(RecordedRow row, RawConnection connection, TimeSpan sentAt, IReadOnlyList<(string Recorded, string Sent)> echoes)
{
    // The recording's client gave up after ten seconds. One that was answered later was waited for on purpose.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // The engine has no reason to take longer for a hang-up than for anything else.
    private static readonly TimeSpan PatienceForEnd = TimeSpan.FromSeconds(1);

    // What comes once a beat comes some milliseconds later each time, on a real daemon: the last one of a round time is just missed.
    private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(100);

    private readonly List<string> _replies = [];
    private bool _isClosed;

    public RecordedRow Row { get; } = row;

    public RawConnection Connection { get; } = connection;

    /// <summary>When it is given up.</summary>
    public TimeSpan Deadline { get; } = sentAt + TimeSpan.FromSeconds(row.Seconds) +
        (row.IsTimedOut ? -Lateness : row.IsClosed ? PatienceForEnd : Patience);

    /// <summary>Whether all has come that was recorded, or nothing more can come.</summary>
    public bool IsComplete => _isClosed || (!Row.IsTimedOut && !Row.IsClosed && _replies.Count(IsLast) >= Row.Replies.Sum(LastReplies));

    public void Add(string reply) => _replies.Add(reply);

    public void Close() => _isClosed = true;

    public Outcome ToOutcome() => new()
    {
        Replies = [.. _replies],
        IsClosed = _isClosed,
        HasTail = Connection.TailLength > 0,
        Echoes = echoes,
    };

    private static int LastReplies(ReplyRun reply) => IsLast(reply.Text) ? reply.Times : 0;

    private static bool IsLast(string reply) =>
        CallText.Parse(reply) is not { ValueKind: System.Text.Json.JsonValueKind.Object } json
        || !json.TryGetProperty("continues", out System.Text.Json.JsonElement continues)
        || continues.ValueKind != System.Text.Json.JsonValueKind.True;
}
