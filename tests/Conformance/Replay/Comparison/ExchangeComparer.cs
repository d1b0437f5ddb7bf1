using System.Text.Json;
using Varlink.Conformance.Replay.Recording;

namespace Varlink.Conformance.Replay.Comparison;

/// <summary>Compares what came for a recorded exchange with what was recorded: who hung up, how many replies, and each of them.</summary>
internal sealed class ExchangeComparer(JsonComparer values, TextComparer texts)
{
    /// <summary>The first difference; null when there is none. Ids that stand at the same places are learned on the way.</summary>
    public Difference? Compare(RecordedRow row, Outcome outcome)
    {
        texts.Echoes = outcome.Echoes;
        IReadOnlyList<string> recorded = row.IsFlood ? Runs(row.Replies.Select(reply => reply.Text)) : Expanded(row);
        IReadOnlyList<string> engine = row.IsFlood ? Runs(outcome.Replies) : outcome.Replies;
        for (int i = 0; i < Math.Min(recorded.Count, engine.Count); i++)
        {
            if (CompareReplies($"reply {i + 1}", recorded[i], engine[i]) is { } difference)
            {
                return difference;
            }
        }

        if (recorded.Count != engine.Count)
        {
            return new Difference("replies", string.Join(" | ", recorded), string.Join(" | ", engine), $"{recorded.Count} became {engine.Count}");
        }

        if (row.IsClosed != outcome.IsClosed)
        {
            return new Difference("connection", row.IsClosed ? "closed by the daemon" : "open", outcome.IsClosed ? "closed by the engine" : "open");
        }

        return row.HasTail == outcome.HasTail ? null : new Difference("bytes behind the last NUL", Some(row.HasTail), Some(outcome.HasTail));
    }

    private static string Some(bool any) => any ? "some" : "none";

    private Difference? CompareReplies(string path, string recorded, string engine)
    {
        JsonElement left;
        JsonElement right;
        try
        {
            using var leftJson = JsonDocument.Parse(recorded);
            using var rightJson = JsonDocument.Parse(engine);
            left = leftJson.RootElement.Clone();
            right = rightJson.RootElement.Clone();
        }
        catch (JsonException e)
        {
            return new Difference(path, recorded, engine, e.Message);
        }

        if (Order(left) is var order && order != Order(right))
        {
            return new Difference(path, order, Order(right), "the members of the reply");
        }

        return values.Compare(path, "", left, right);
    }

    private static string Order(JsonElement reply) =>
        reply.ValueKind == JsonValueKind.Object ? string.Join(", ", reply.EnumerateObject().Select(member => member.Name)) : reply.ToString();

    private static List<string> Expanded(RecordedRow row) =>
        [.. row.Replies.SelectMany(reply => Enumerable.Repeat(reply.Text, reply.Times))];

    /// <summary>A flood is as long as a machine is quick: what counts is which replies follow which.</summary>
    private static List<string> Runs(IEnumerable<string> replies)
    {
        var runs = new List<string>();
        foreach (string reply in replies)
        {
            if (runs.Count == 0 || runs[^1] != reply)
            {
                runs.Add(reply);
            }
        }

        return runs;
    }
}
