using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Podman.Testing.Formats;

/// <summary>JSON documents that the engine writes itself: configurations, manifests, inspect data.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a document.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static void WriteStrings(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    /// <summary>An array, or null when there is nothing in it: Go's nil slices.</summary>
    public static void WriteStringsOrNull(Utf8JsonWriter writer, string name, IReadOnlyCollection<string> values)
    {
        if (values.Count == 0)
        {
            writer.WriteNull(name);
        }
        else
        {
            WriteStrings(writer, name, values);
        }
    }

    public static void WriteMap(Utf8JsonWriter writer, string name, IEnumerable<KeyValuePair<string, string>> values)
    {
        writer.WriteStartObject(name);
        foreach ((string key, string value) in values)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    }

    /// <summary>An object, or null when there is nothing in it.</summary>
    public static void WriteMapOrNull(Utf8JsonWriter writer, string name, IReadOnlyCollection<KeyValuePair<string, string>> values)
    {
        if (values.Count == 0)
        {
            writer.WriteNull(name);
        }
        else
        {
            WriteMap(writer, name, values);
        }
    }

    public static void WriteNulls(Utf8JsonWriter writer, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            writer.WriteNull(name);
        }
    }

    public static void WriteTexts(Utf8JsonWriter writer, string value, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            writer.WriteString(name, value);
        }
    }

    public static void WriteNumbers(Utf8JsonWriter writer, long value, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            writer.WriteNumber(name, value);
        }
    }

    public static void WriteBooleans(Utf8JsonWriter writer, bool value, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            writer.WriteBoolean(name, value);
        }
    }
}
