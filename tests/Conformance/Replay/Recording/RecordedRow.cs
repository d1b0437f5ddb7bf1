using System.Text.Json;

namespace Varlink.Conformance.Replay.Recording;

/// <summary>One exchange of a recording, as tests/Recordings/README.md describes it.</summary>
internal sealed record RecordedRow
{
    // How long the recording's client waited where nothing else is said.
    private const double Patience = 10;

    /// <summary>Its place in the recording, from 0.</summary>
    public required int Index { get; init; }

    public required string Step { get; init; }

    public required string Group { get; init; }

    /// <summary>Whether it only prepares: then it is sent, and not judged.</summary>
    public required bool IsSetup { get; init; }

    public required bool IsHeldOut { get; init; }

    public required string Note { get; init; }

    /// <summary>What was sent, without its last NUL; null where something happened beside the wire.</summary>
    public required string? Request { get; init; }

    public required bool IsTerminated { get; init; }

    public required IReadOnlyList<ReplyRun> Replies { get; init; }

    /// <summary>Whether it is a flood: replies that were counted, not kept.</summary>
    public required bool IsFlood { get; init; }

    public required bool IsClosed { get; init; }

    public required bool IsTimedOut { get; init; }

    public required bool IsRefused { get; init; }

    /// <summary>How a daemon ended; null where none did.</summary>
    public required int? ExitStatus { get; init; }

    public required double Seconds { get; init; }

    /// <summary>Seconds from the beginning of the recording.</summary>
    public required double SentAt { get; init; }

    public required int? Connection { get; init; }

    /// <summary>Whether bytes came behind the last reply.</summary>
    public required bool HasTail { get; init; }

    public double EndedAt => SentAt + Seconds;

    /// <summary>The single messages that were sent.</summary>
    public IReadOnlyList<string> Messages => Request?.Split('\0') ?? [];

    public static RecordedRow Read(JsonElement row, int index) => new()
    {
        Index = index,
        Step = Text(row, "step") ?? $"row {index + 1}",
        Group = Text(row, "group") ?? "",
        IsSetup = Flag(row, "setup"),
        IsHeldOut = Flag(row, "heldout"),
        Note = Text(row, "note") ?? "",
        Request = Text(row, "request"),
        IsTerminated = !row.TryGetProperty("terminated", out JsonElement terminated) || terminated.ValueKind != JsonValueKind.False,
        Replies = [.. ReadReplies(row)],
        IsFlood = row.TryGetProperty("reply_runs", out _) || row.TryGetProperty("replies_cut", out _),
        IsClosed = Flag(row, "closed"),
        IsTimedOut = Flag(row, "timed_out"),
        IsRefused = row.TryGetProperty("connect_error", out JsonElement refused) && refused.ValueKind != JsonValueKind.Null,
        ExitStatus = Number(row, "exit_status") is { } status ? (int)status : null,
        Seconds = Number(row, "seconds") ?? (Flag(row, "timed_out") ? Patience : 0),
        HasTail = !string.IsNullOrEmpty(Text(row, "tail_hex")),
        SentAt = Number(row, "sent_at") ?? 0,
        Connection = Number(row, "conn") is { } connection ? (int)connection : null,
    };

    public override string ToString() => Step;

    private static IEnumerable<ReplyRun> ReadReplies(JsonElement row)
    {
        if (!row.TryGetProperty("replies", out JsonElement replies) || replies.ValueKind != JsonValueKind.Array)
        {
            yield break;
        }

        bool hasRuns = row.TryGetProperty("reply_runs", out JsonElement runs);
        int index = 0;
        foreach (JsonElement reply in replies.EnumerateArray())
        {
            yield return new ReplyRun(reply.GetString()!, hasRuns && index < runs.GetArrayLength() ? runs[index].GetInt32() : 1);
            index++;
        }
    }

    private static string? Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Flag(JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    private static double? Number(JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}

/// <summary>A reply, and how often it came in a row.</summary>
internal sealed record ReplyRun(string Text, int Times);
