using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Varlink;

/// <summary>
/// Writes short strings of printable ASCII, which nearly all are. Looking for what to escape and turning the string into bytes are two
/// passes with a price of their own in <see cref="Utf8JsonWriter"/>; for a short string, one plain loop does both in a third of the time.
/// </summary>
internal static class PlainText
{
    /// <summary>Beyond this the writer's own vectorized passes win.</summary>
    private const int MaxLength = 96;

    public static void Write(Utf8JsonWriter writer, JsonEncodedText name, string value)
    {
        if (value.Length <= MaxLength)
        {
            WriteShort(writer, name, value);
        }
        else
        {
            writer.WriteString(name, value);
        }
    }

    public static void WriteValue(Utf8JsonWriter writer, string value)
    {
        // Raw values are not indented, which shows in an array.
        if (value.Length <= MaxLength && !writer.Options.Indented)
        {
            WriteShortValue(writer, value);
        }
        else
        {
            writer.WriteStringValue(value);
        }
    }

    [SkipLocalsInit]
    private static void WriteShort(Utf8JsonWriter writer, JsonEncodedText name, string value)
    {
        Span<byte> quoted = stackalloc byte[MaxLength + 2];
        if (TryQuote(value, quoted, out int length))
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(quoted[..length], skipInputValidation: true);
        }
        else
        {
            writer.WriteString(name, value);
        }
    }

    [SkipLocalsInit]
    private static void WriteShortValue(Utf8JsonWriter writer, string value)
    {
        Span<byte> quoted = stackalloc byte[MaxLength + 2];
        if (TryQuote(value, quoted, out int length))
        {
            writer.WriteRawValue(quoted[..length], skipInputValidation: true);
        }
        else
        {
            writer.WriteStringValue(value);
        }
    }

    /// <summary>Puts a string between quotes, unless anything in it has to be escaped or is not ASCII.</summary>
    private static bool TryQuote(string value, Span<byte> quoted, out int length)
    {
        length = value.Length + 2;
        quoted[0] = (byte)'"';
        Span<byte> text = quoted.Slice(1, value.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char c = value[i];
            if (c is < ' ' or > '~' or '"' or '\\')
            {
                return false;
            }

            text[i] = (byte)c;
        }

        quoted[length - 1] = (byte)'"';
        return true;
    }
}
