using System.Text.Json;

namespace Varlink.Conformance.Replay.Identity;

/// <summary>Looks into a message that may be no call at all.</summary>
internal static class CallText
{
    /// <summary>The full name of the method; null where there is none to be made out.</summary>
    public static string? MethodOf(string message) =>
        Parse(message) is { ValueKind: JsonValueKind.Object } call && call.TryGetProperty("method", out JsonElement method)
            && method.ValueKind == JsonValueKind.String ? method.GetString() : null;

    /// <summary>A parameter that is a string; null where there is none.</summary>
    public static string? ParameterOf(string message, string name) =>
        Parse(message) is { ValueKind: JsonValueKind.Object } call && call.TryGetProperty("parameters", out JsonElement parameters)
            && parameters.ValueKind == JsonValueKind.Object && parameters.TryGetProperty(name, out JsonElement value)
            && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static bool IsOneway(string message) => Flag(message, "oneway");

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

    private static bool Flag(string message, string name) =>
        Parse(message) is { ValueKind: JsonValueKind.Object } call && call.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.True;
}
