using System.Text.Json;

namespace Varlink.Conformance.Replay.Identity;

/// <summary>Looks into a message that may be no call at all.</summary>
internal static class CallText
{
    /// <summary>The full name of the method; null where there is none to be made out.</summary>
    public static string? MethodOf(string message) =>
        Parse(message) is { ValueKind: JsonValueKind.Object } call && call.TryGetProperty("method", out JsonElement method)
            && method.ValueKind == JsonValueKind.String ? method.GetString() : null;

    /// <summary>A string within a message, by the way to it; null where there is none.</summary>
    public static string? TextAt(string message, params IReadOnlyList<string> path)
    {
        JsonElement? value = Parse(message);
        foreach (string step in path)
        {
            value = value is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(step, out JsonElement child) ? child : null;
        }

        return value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
    }

    public static JsonElement? Parse(string message)
    {
        try
        {
            using var json = JsonDocument.Parse(message);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Malformed on purpose.
            return null;
        }
    }
}
