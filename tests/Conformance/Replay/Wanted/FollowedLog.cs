using System.Text.Json;
using Varlink.Conformance.Replay.Comparison;
using Varlink.Conformance.Replay.Identity;

namespace Varlink.Conformance.Replay.Wanted;

/// <summary>A log that was followed: the same lines in other portions, and none lost at the end.</summary>
internal static class FollowedLog
{
    public static bool IsSentAtOnce(JudgedCall call)
    {
        if (call.Row.IsClosed || call.Outcome.IsClosed || call.RecordedError != call.EngineError)
        {
            return false;
        }

        string[] recorded = [.. call.Row.Replies.SelectMany(reply => Lines(reply.Text))];
        string[] engine = [.. call.Outcome.Replies.SelectMany(Lines)];
        return new[] { "stdout", "stderr" }.All(stream => IsBeginning(Of(recorded, stream), Of(engine, stream)));
    }

    private static List<string> Of(IEnumerable<string> lines, string stream) =>
        [.. lines.Where(line => TextForms.StreamOf(line) == stream).Select(TextForms.WithoutTime)];

    private static bool IsBeginning(IReadOnlyList<string> lines, IReadOnlyList<string> of) =>
        lines.Count <= of.Count && lines.SequenceEqual(of.Take(lines.Count));

    private static IEnumerable<string> Lines(string reply) =>
        CallText.Parse(reply) is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("parameters", out JsonElement parameters)
            && parameters.TryGetProperty("container", out JsonElement lines) && lines.ValueKind == JsonValueKind.Array
            ? lines.EnumerateArray().Select(line => line.GetString()!)
            : [];
}
