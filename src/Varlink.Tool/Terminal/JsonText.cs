using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Varlink.Tool.Terminal;

/// <summary>JSON for people and for scripts. Letters of all languages stay as they are; control characters are escaped.</summary>
internal static class JsonText
{
    public static string Pretty(JsonElement value) => Write(value, indented: true);

    /// <summary>On one line.</summary>
    public static string Compact(JsonElement value) => Write(value, indented: false);

    private static string Write(JsonElement value, bool indented)
    {
        using MemoryStream bytes = new();

        // Nothing of it ends up in HTML.
        using (Utf8JsonWriter writer = new(bytes, new JsonWriterOptions
        {
            Indented = indented,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = 1000,
        }))
        {
            value.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
