using System.Text.Json;

namespace Podman.Tests.Recordings;

/// <summary>One exchange with a real Podman, as tests/Recordings/README.md describes it.</summary>
public sealed class RecordedExchange
{
    private RecordedExchange(JsonElement row)
    {
        Step = row.GetProperty("step").GetString()!;
        Request = row.GetProperty("request").GetString();
        IsTerminated = !row.TryGetProperty("terminated", out JsonElement terminated) || terminated.GetBoolean();
        IsClosed = row.GetProperty("closed").GetBoolean();
        IsTimedOut = row.TryGetProperty("timed_out", out JsonElement timedOut) && timedOut.GetBoolean();
        Replies = [.. Expand(row)];
    }

    /// <summary>The unique name.</summary>
    public string Step { get; }

    /// <summary>What was sent, without the last NUL; null for an event beside the wire.</summary>
    public string? Request { get; }

    /// <summary>Whether the request ended with a NUL.</summary>
    public bool IsTerminated { get; }

    /// <summary>Whether the daemon hung up.</summary>
    public bool IsClosed { get; }

    /// <summary>Whether the client stopped waiting.</summary>
    public bool IsTimedOut { get; }

    /// <summary>All replies, those of floods included, without their NULs.</summary>
    public IReadOnlyList<string> Replies { get; }

    /// <summary>All exchanges, in order.</summary>
    public static IReadOnlyList<RecordedExchange> All { get; } = Load();

    public override string ToString() => Step;

    private static List<RecordedExchange> Load()
    {
        string path = Path.Combine(TestContext.CurrentContext.TestDirectory, "podman-0.8.jsonl");
        var exchanges = new List<RecordedExchange>();
        foreach (string line in File.ReadLines(path))
        {
            using var row = JsonDocument.Parse(line);
            exchanges.Add(new RecordedExchange(row.RootElement));
        }

        return exchanges;
    }

    private static IEnumerable<string> Expand(JsonElement row)
    {
        bool isFlood = row.TryGetProperty("reply_runs", out JsonElement runs);
        int index = 0;
        int total = 0;
        foreach (JsonElement reply in row.GetProperty("replies").EnumerateArray())
        {
            int times = isFlood ? runs[index].GetInt32() : 1;
            index++;
            total += times;
            for (int i = 0; i < times; i++)
            {
                yield return reply.GetString()!;
            }
        }

        if (isFlood && total != row.GetProperty("replies_total").GetInt32())
        {
            throw new InvalidDataException($"{row.GetProperty("step")}: the runs do not add up.");
        }
    }
}
