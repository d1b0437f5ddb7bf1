using System.Text.Json;

namespace Varlink;

/// <content>Times that some daemons send as numbers, others as text.</content>
public static partial class VarlinkJson
{
    /// <summary>Reads an <c>int</c> that counts seconds since 1970-01-01T00:00:00Z, or the same time as RFC 3339 text; null is 0.</summary>
    /// <param name="reader">Stands on the value.</param>
    /// <returns>Seconds since 1970, fractions cut off towards the past.</returns>
    /// <exception cref="VarlinkJsonException">It is neither.</exception>
    public static long ReadUnixTimeOrDefault(ref Utf8JsonReader reader) => ReadNullableUnixTime(ref reader) ?? 0;

    /// <summary>Reads a <c>?int</c> that counts seconds since 1970-01-01T00:00:00Z, or the same time as RFC 3339 text.</summary>
    /// <param name="reader">Stands on the value.</param>
    /// <returns>Seconds since 1970, fractions cut off towards the past, or null.</returns>
    /// <exception cref="VarlinkJsonException">It is neither.</exception>
    public static long? ReadNullableUnixTime(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return ReadNullableInt64(ref reader);
        }

        // The reader also takes times without an offset, as local ones: RFC 3339 demands the offset.
        if (!reader.TryGetDateTimeOffset(out DateTimeOffset time) || !HasOffset(ReadString(ref reader)))
        {
            throw new VarlinkJsonException("expected an int or a time as in RFC 3339, found another string", reader.TokenStartIndex);
        }

        return time.ToUnixTimeSeconds();
    }

    private static bool HasOffset(string time) =>
        time.Length > "yyyy-MM-ddTHH:mm:ss".Length && (time[^1] == 'Z' || time[^6] is '+' or '-');
}
