using System.Text.Json;

namespace Varlink;

/// <content>What encoders write and check. <c>member</c> is always the C# name that a user knows: <c>BuildInfo.Tags</c>.</content>
public static partial class VarlinkJson
{
    /// <summary>The error for a null where the interface allows none.</summary>
    /// <param name="member">The member that is null.</param>
    /// <returns>The exception to throw.</returns>
    public static ArgumentException NullMember(string member) =>
        new($"{member} is null, and the interface allows no null there. Nothing was sent.");

    /// <summary>The error for a null among the elements of a collection that allows none.</summary>
    /// <param name="member">The member that is the collection.</param>
    /// <returns>The exception to throw.</returns>
    public static ArgumentException NullElement(string member) =>
        new($"{member} holds a null, and the interface allows none among its elements. Nothing was sent.");

    /// <summary>Checks a <c>float</c>: JSON knows neither NaN nor infinities.</summary>
    /// <param name="value">The value.</param>
    /// <param name="member">The member that has it.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">It is not finite.</exception>
    public static double Finite(double value, string member) => double.IsFinite(value)
        ? value
        : throw new ArgumentException($"{member} is {value}, and only finite numbers can be sent. Nothing was sent.");

    /// <summary>Checks the value of an enum: the default of a generated enum is no value at all.</summary>
    /// <param name="value">The string on the wire.</param>
    /// <param name="member">The member that has it.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public static string EnumValue(string value, string member) => !string.IsNullOrEmpty(value)
        ? value
        : throw new ArgumentException($"{member} is not set to any of its values. Nothing was sent.");

    /// <summary>Writes an <c>object</c>.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="value">The value.</param>
    /// <param name="member">The member that has it.</param>
    /// <exception cref="ArgumentException">It is something else.</exception>
    public static void WriteObject(Utf8JsonWriter writer, JsonElement value, string member)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw new ArgumentException($"{member} is not a JSON object but {value.ValueKind}. Nothing was sent.");
        }

        WriteRaw(writer, value, member);
    }

    /// <summary>Writes an <c>any</c>.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="value">The value.</param>
    /// <param name="member">The member that has it.</param>
    /// <exception cref="ArgumentException">It is null or was never set.</exception>
    public static void WriteAny(Utf8JsonWriter writer, JsonElement value, string member)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            throw new ArgumentException(
                $"{member} holds no JSON value: a JsonElement of it is null or was never set, and the interface allows neither. Nothing was sent.");
        }

        WriteRaw(writer, value, member);
    }

    /// <summary>Writes null for a collection that asks for it: see <see cref="VarlinkNull"/>.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="collection">The collection.</param>
    /// <returns>Whether that was all that is to be written.</returns>
    public static bool TryWriteNull(Utf8JsonWriter writer, object collection)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (collection is not VarlinkNull.IWrittenAsNull)
        {
            return false;
        }

        writer.WriteNullValue();
        return true;
    }

    /// <summary>Writes a <c>[]string</c>.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="value">The list.</param>
    /// <param name="member">The member that has it.</param>
    /// <exception cref="ArgumentException">It is null, or an element is.</exception>
    public static void WriteStringList(Utf8JsonWriter writer, IReadOnlyList<string> value, string member)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value is null)
        {
            throw NullMember(member);
        }

        if (TryWriteNull(writer, value))
        {
            return;
        }

        writer.WriteStartArray();
        WriteElements(writer, value, member);
    }

    /// <summary>Writes a <c>[string]string</c>.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="value">The map.</param>
    /// <param name="member">The member that has it.</param>
    /// <exception cref="ArgumentException">It is null, or a value is.</exception>
    public static void WriteStringMap(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> value, string member)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value is null)
        {
            throw NullMember(member);
        }

        if (TryWriteNull(writer, value))
        {
            return;
        }

        writer.WriteStartObject();
        WriteEntries(writer, value, member);
    }

    /// <summary>Writes a <c>[string]()</c>: an object whose members are all empty objects.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="value">The set.</param>
    /// <param name="member">The member that has it.</param>
    /// <exception cref="ArgumentException">It is null, or an element is.</exception>
    public static void WriteStringSet(Utf8JsonWriter writer, IReadOnlySet<string> value, string member)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value is null)
        {
            throw NullMember(member);
        }

        writer.WriteStartObject();
        foreach (string key in value)
        {
            writer.WriteStartObject(key ?? throw NullElement(member));
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteElements(Utf8JsonWriter writer, IReadOnlyList<string> value, string member)
    {
        if (value is string[] array)
        {
            // The usual kind of list, the empty one included, is gone through without a call of an interface for each element.
            foreach (string item in array)
            {
                PlainText.WriteValue(writer, item ?? throw NullElement(member));
            }
        }
        else
        {
            for (int i = 0; i < value.Count; i++)
            {
                PlainText.WriteValue(writer, value[i] ?? throw NullElement(member));
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteEntries(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> value, string member)
    {
        if (value is Dictionary<string, string> map)
        {
            // The usual kind of map is gone through without an enumerator on the heap.
            foreach ((string key, string item) in map)
            {
                writer.WritePropertyName(key);
                PlainText.WriteValue(writer, item ?? throw NullElement(member));
            }
        }
        else if (value.Count > 0)
        {
            foreach ((string key, string item) in value)
            {
                writer.WritePropertyName(key);
                PlainText.WriteValue(writer, item ?? throw NullElement(member));
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteRaw(Utf8JsonWriter writer, JsonElement value, string member)
    {
        try
        {
            value.WriteTo(writer);
        }
        catch (InvalidOperationException e)
        {
            // A text with an escape that is half of a surrogate pair, or JSON nested deeper than the wire allows.
            throw new ArgumentException($"{member} holds JSON that cannot be sent: {e.Message} Nothing was sent.", e);
        }
    }
}
