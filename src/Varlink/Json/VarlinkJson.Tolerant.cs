using System.Text.Json;

namespace Varlink;

/// <content>Values that may be missing: null reads as the default of the type, or stays null where the interface says <c>?</c>.</content>
public static partial class VarlinkJson
{
    private static readonly JsonElement Empty = ParseEmptyObject();

    /// <summary>An <c>object</c> without members: the default of every member of that type.</summary>
    public static JsonElement EmptyObject => Empty;

    /// <summary>Whether the value is null.</summary>
    /// <param name="reader">Stands on the value.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsNull(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null;

    /// <summary>Reads a <c>bool</c>; null is false.</summary>
    /// <param name="reader">Stands on the value.</param>
    /// <returns>The value.</returns>
    /// <exception cref="VarlinkJsonException">It is something else.</exception>
    public static bool ReadBooleanOrDefault(ref Utf8JsonReader reader) => !IsNull(ref reader) && ReadBoolean(ref reader);

    /// <summary>Reads an <c>int</c>; null is 0.</summary>
    /// <param name="reader">Stands on the value.</param>
    /// <returns>The value.</returns>
    /// <exception cref="VarlinkJsonException">It is something else, or out of range.</exception>
    public static long ReadInt64OrDefault(ref Utf8JsonReader reader) => IsNull(ref reader) ? 0 : ReadInt64(ref reader);

    /// <summary>Reads a <c>float</c>; null is 0.</summary>
    /// <param name="reader">Stands on the value.</param>
    /// <returns>The value.</returns>
    /// <exception cref="VarlinkJsonException">It is something else, or out of range.</exception>
    public static double ReadDoubleOrDefault(ref Utf8JsonReader reader) => IsNull(ref reader) ? 0 : ReadDouble(ref reader);

    /// <summary>Reads a <c>string</c>; null is the empty one.</summary>
    /// <param name="reader">Stands on the value.</param>
    /// <returns>The value.</returns>
    /// <exception cref="VarlinkJsonException">It is something else, or not valid UTF-8.</exception>
    public static string ReadStringOrEmpty(ref Utf8JsonReader reader) => IsNull(ref reader) ? "" : ReadString(ref reader);

    /// <summary>Reads an <c>object</c>; null is the empty one.</summary>
    /// <param name="reader">Stands on the value; is left on its last token.</param>
    /// <returns>A copy of the value, which lives on its own.</returns>
    /// <exception cref="VarlinkJsonException">It is something else.</exception>
    public static JsonElement ReadObjectOrEmpty(ref Utf8JsonReader reader) => IsNull(ref reader) ? EmptyObject : ReadObject(ref reader);

    /// <summary>Reads an <c>any</c>; null is <see cref="JsonValueKind.Undefined"/>.</summary>
    /// <param name="reader">Stands on the value; is left on its last token.</param>
    /// <returns>A copy of the value, which lives on its own.</returns>
    public static JsonElement ReadAnyOrUndefined(ref Utf8JsonReader reader) => IsNull(ref reader) ? default : ReadAny(ref reader);

    /// <summary>Reads a <c>?bool</c>.</summary>
    /// <param name="reader">Stands on the value.</param>
    /// <returns>The value, or null.</returns>
    /// <exception cref="VarlinkJsonException">It is something else.</exception>
    public static bool? ReadNullableBoolean(ref Utf8JsonReader reader) => IsNull(ref reader) ? null : ReadBoolean(ref reader);

    /// <summary>Reads a <c>?int</c>.</summary>
    /// <param name="reader">Stands on the value.</param>
    /// <returns>The value, or null.</returns>
    /// <exception cref="VarlinkJsonException">It is something else, or out of range.</exception>
    public static long? ReadNullableInt64(ref Utf8JsonReader reader) => IsNull(ref reader) ? null : ReadInt64(ref reader);

    /// <summary>Reads a <c>?float</c>.</summary>
    /// <param name="reader">Stands on the value.</param>
    /// <returns>The value, or null.</returns>
    /// <exception cref="VarlinkJsonException">It is something else, or out of range.</exception>
    public static double? ReadNullableDouble(ref Utf8JsonReader reader) => IsNull(ref reader) ? null : ReadDouble(ref reader);

    /// <summary>Reads a <c>?string</c>.</summary>
    /// <param name="reader">Stands on the value.</param>
    /// <returns>The value, or null.</returns>
    /// <exception cref="VarlinkJsonException">It is something else, or not valid UTF-8.</exception>
    public static string? ReadNullableString(ref Utf8JsonReader reader) => IsNull(ref reader) ? null : ReadString(ref reader);

    /// <summary>Reads an <c>?object</c>.</summary>
    /// <param name="reader">Stands on the value; is left on its last token.</param>
    /// <returns>A copy of the value, which lives on its own, or null.</returns>
    /// <exception cref="VarlinkJsonException">It is something else.</exception>
    public static JsonElement? ReadNullableObject(ref Utf8JsonReader reader) => IsNull(ref reader) ? null : ReadObject(ref reader);

    /// <summary>Reads an <c>?any</c>.</summary>
    /// <param name="reader">Stands on the value; is left on its last token.</param>
    /// <returns>A copy of the value, which lives on its own, or null.</returns>
    public static JsonElement? ReadNullableAny(ref Utf8JsonReader reader) => IsNull(ref reader) ? null : ReadAny(ref reader);

    private static JsonElement ParseEmptyObject()
    {
        var reader = new Utf8JsonReader("{}"u8);
        return JsonElement.ParseValue(ref reader);
    }
}
