using System.Text.Json;

namespace Varlink.Conformance.Replay.Comparison;

/// <summary>
/// Lines of a log. Standard output and standard error reach the log through two pipes: each keeps its order, and which comes first is chance.
/// </summary>
internal static class LogLines
{
    public static bool Are(IReadOnlyList<JsonElement> elements) => elements.Count > 0 && elements.All(element =>
        element.ValueKind == JsonValueKind.String && TextForms.StreamOf(element.GetString()!).Length > 0);

    public static Difference? Compare(string path, IReadOnlyList<JsonElement> recorded, IReadOnlyList<JsonElement> engine)
    {
        if (recorded.Count != engine.Count)
        {
            return new Difference(
                path, Joined(recorded, null), Joined(engine, null), $"{recorded.Count} lines became {engine.Count}");
        }

        foreach (string stream in new[] { "stdout", "stderr" })
        {
            string left = Joined(recorded, stream);
            string right = Joined(engine, stream);
            if (left != right)
            {
                return new Difference($"{path} ({stream})", left, right);
            }
        }

        return null;
    }

    private static string Joined(IReadOnlyList<JsonElement> lines, string? stream) => string.Concat(lines
        .Select(line => line.GetString()!)
        .Where(line => stream is null || TextForms.StreamOf(line) == stream)
        .Select(TextForms.WithoutTime));
}
