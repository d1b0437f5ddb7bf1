using System.Text.Json;

namespace Varlink;

/// <summary>Looks into JSON that is kept as it is, and that any peer may have written.</summary>
internal static class JsonMembers
{
    /// <summary>The text of a member; null where there is none, where it is no string, or where what stands there is no text.</summary>
    public static string? FindText(JsonElement parameters, string name)
    {
        try
        {
            return parameters.ValueKind == JsonValueKind.Object
                && parameters.TryGetProperty(name, out JsonElement member)
                && member.ValueKind == JsonValueKind.String
                    ? member.GetString()
                    : null;
        }
        catch (InvalidOperationException)
        {
            // An escape that is half of a surrogate pair, in the string or in the name of any member: no text that could be shown.
            return null;
        }
    }
}
