using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Varlink;

/// <summary>
/// What generated codecs read and write with. Reading is tolerant where real daemons are careless (a whole number is a float, null or
/// nothing is an empty collection), and says where it stands when a value is plainly of another type.
/// </summary>
public static partial class VarlinkJson
{
    /// <summary>Reads a <c>bool</c>.</summary>
    /// <param name="reader">Stands on the value.</param>
    /// <returns>The value.</returns>
    /// <exception cref="VarlinkJsonException">It is something else.</exception>
    public static bool ReadBoolean(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Unexpected(ref reader, "a bool"),
    };

    /// <summary>Reads an <c>int</c>: a number without fraction or exponent, of 64 bits.</summary>
    /// <param name="reader">Stands on the value.</param>
    /// <returns>The value.</returns>
    /// <exception cref="VarlinkJsonException">It is something else, or out of range.</exception>
    public static long ReadInt64(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long value))
        {
            return value;
        }

        throw Unexpected(ref reader, "an int of 64 bits");
    }

    /// <summary>Reads a <c>float</c>: any number, whole ones included.</summary>
    /// <param name="reader">Stands on the value.</param>
    /// <returns>The value.</returns>
    /// <exception cref="VarlinkJsonException">It is something else, or beyond what a double holds.</exception>
    public static double ReadDouble(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double value) && double.IsFinite(value))
        {
            return value;
        }

        throw Unexpected(ref reader, "a float");
    }

    /// <summary>Reads a <c>string</c>.</summary>
    /// <param name="reader">Stands on the value.</param>
    /// <returns>The value.</returns>
    /// <exception cref="VarlinkJsonException">It is something else, or not valid UTF-8.</exception>
    public static string ReadString(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw Unexpected(ref reader, "a string");
        }

        return Text(ref reader);
    }

    /// <summary>Reads an <c>object</c>: any JSON object, kept as it is.</summary>
    /// <param name="reader">Stands on the value; is left on its last token.</param>
    /// <returns>A copy of the value, which lives on its own.</returns>
    /// <exception cref="VarlinkJsonException">It is something else.</exception>
    public static JsonElement ReadObject(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.StartObject
        ? ReadElement(ref reader)
        : throw Unexpected(ref reader, "an object");

    /// <summary>Reads an <c>any</c>: every JSON value but null, kept as it is.</summary>
    /// <param name="reader">Stands on the value; is left on its last token.</param>
    /// <returns>A copy of the value, which lives on its own.</returns>
    /// <exception cref="VarlinkJsonException">It is null.</exception>
    public static JsonElement ReadAny(ref Utf8JsonReader reader) => reader.TokenType != JsonTokenType.Null
        ? ReadElement(ref reader)
        : throw Unexpected(ref reader, "any value but null");

    /// <summary>The opening of an object.</summary>
    /// <param name="reader">Stands on the value.</param>
    /// <exception cref="VarlinkJsonException">It is something else.</exception>
    public static void ExpectObject(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Unexpected(ref reader, "an object");
        }
    }

    /// <summary>The opening of an array.</summary>
    /// <param name="reader">Stands on the value.</param>
    /// <exception cref="VarlinkJsonException">It is something else.</exception>
    public static void ExpectArray(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw Unexpected(ref reader, "an array");
        }
    }

    /// <summary>Skips the value of a member that the interface does not know.</summary>
    /// <param name="reader">Stands on the member's name; is left on the last token of its value.</param>
    public static void SkipMember(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    /// <summary>Meets a parameter that the interface does not know.</summary>
    /// <param name="reader">Stands on the member's name; is left on the last token of its value.</param>
    /// <param name="policy">Whether it is skipped or refused.</param>
    /// <exception cref="VarlinkJsonException">It is refused.</exception>
    public static void UnknownParameter(ref Utf8JsonReader reader, VarlinkParameterPolicy policy)
    {
        if ((policy & VarlinkParameterPolicy.IgnoreUnknown) == 0)
        {
            throw new VarlinkJsonException("the method has no such parameter", reader.TokenStartIndex, Text(ref reader));
        }

        SkipMember(ref reader);
    }

    /// <summary>Meets the end of the parameters while one that may not be missing is missing.</summary>
    /// <param name="reader">Stands on the closing brace.</param>
    /// <param name="policy">Whether a default stands in for it.</param>
    /// <param name="name">The parameter.</param>
    /// <exception cref="VarlinkJsonException">It is refused.</exception>
    public static void MissingParameter(ref Utf8JsonReader reader, VarlinkParameterPolicy policy, string name)
    {
        if ((policy & VarlinkParameterPolicy.DefaultMissing) == 0)
        {
            throw new VarlinkJsonException("the parameter is missing", reader.TokenStartIndex, name);
        }
    }

    /// <summary>Says what stands where something else was expected.</summary>
    /// <param name="reader">Stands on the value.</param>
    /// <param name="expected">What was expected, with its article.</param>
    /// <returns>The exception to throw.</returns>
    public static VarlinkJsonException Unexpected(ref Utf8JsonReader reader, string expected)
    {
        string found = reader.TokenType switch
        {
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "an array",
            JsonTokenType.String => "a string",
            JsonTokenType.Number => "a number that does not fit",
            JsonTokenType.True or JsonTokenType.False => "a bool",
            JsonTokenType.Null => "null",
            _ => $"a token of kind {reader.TokenType}",
        };
        return new VarlinkJsonException($"expected {expected}, found {found}", reader.TokenStartIndex);
    }

    /// <summary>Whether a string says the same as a text. Unlike the reader's own comparison it takes any string that JSON allows.</summary>
    /// <param name="reader">Stands on the string.</param>
    /// <param name="text">The text, in UTF-8.</param>
    /// <returns>Whether they are the same.</returns>
    /// <exception cref="VarlinkJsonException">The string is not valid text.</exception>
    public static bool TextEquals(ref Utf8JsonReader reader, ReadOnlySpan<byte> text) => reader.ValueIsEscaped
        ? Text(ref reader) == Encoding.UTF8.GetString(text)
        : reader.ValueTextEquals(text);

    /// <summary>
    /// Reads any JSON value. The reader leaves bytes inside of strings alone that are no UTF-8, and whoever looks at the value later would meet
    /// them as an <see cref="InvalidOperationException"/>.
    /// </summary>
    internal static JsonElement ReadElement(ref Utf8JsonReader reader)
    {
        long start = reader.TokenStartIndex;
        JsonElement element = JsonElement.ParseValue(ref reader);
        return Utf8.IsValid(JsonMarshal.GetRawUtf8Value(element))
            ? element
            : throw new VarlinkJsonException("a value with a string that is not valid text stands here", start);
    }

    private static string Text(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped && !reader.HasValueSequence)
        {
            ReadOnlySpan<byte> utf8 = reader.ValueSpan;
            if (utf8.IsEmpty)
            {
                return "";
            }

            if (TextCache.Active?.Get(utf8) is { } text)
            {
                return text;
            }
        }

        return NewText(ref reader);
    }

    private static string NewText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            // The reader's way to say that the bytes are no UTF-8, or that an escape is half of a surrogate pair.
            throw new VarlinkJsonException("a string that is not valid text stands here", reader.TokenStartIndex, innerException: e);
        }
    }
}
