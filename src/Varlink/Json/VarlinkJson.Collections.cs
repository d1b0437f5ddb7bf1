using System.Collections.ObjectModel;
using System.Text.Json;

namespace Varlink;

/// <content>The collections that nearly every interface has; the others are generated.</content>
public static partial class VarlinkJson
{
    /// <summary>Reads a <c>[]string</c>; null is the empty one.</summary>
    /// <param name="reader">Stands on the value; is left on its last token.</param>
    /// <returns>The list. Empty ones share an instance.</returns>
    /// <exception cref="VarlinkJsonException">It is something else.</exception>
    public static IReadOnlyList<string> ReadStringList(ref Utf8JsonReader reader)
    {
        if (!BeginArray(ref reader))
        {
            return [];
        }

        var list = default(VarlinkListBuilder<string>);
        do
        {
            list.Add(ReadStringOrEmpty(ref reader));
        }
        while (NextElement(ref reader));

        return list.ToList();
    }

    /// <summary>Reads a <c>[string]string</c>; null is the empty one, and of equal keys the last one counts.</summary>
    /// <param name="reader">Stands on the value; is left on its last token.</param>
    /// <returns>The map. Empty ones share an instance.</returns>
    /// <exception cref="VarlinkJsonException">It is something else.</exception>
    public static IReadOnlyDictionary<string, string> ReadStringMap(ref Utf8JsonReader reader)
    {
        if (!BeginMap(ref reader))
        {
            return ReadOnlyDictionary<string, string>.Empty;
        }

        var map = new Dictionary<string, string>();
        do
        {
            string key = ReadKey(ref reader);
            map[key] = ReadStringOrEmpty(ref reader);
        }
        while (NextEntry(ref reader));

        return map;
    }

    /// <summary>Reads a <c>[string]()</c>; null is the empty one.</summary>
    /// <param name="reader">Stands on the value; is left on its last token.</param>
    /// <returns>The set. Empty ones share an instance.</returns>
    /// <exception cref="VarlinkJsonException">It is something else.</exception>
    public static IReadOnlySet<string> ReadStringSet(ref Utf8JsonReader reader)
    {
        if (!BeginMap(ref reader))
        {
            return ReadOnlySet<string>.Empty;
        }

        var set = new HashSet<string>();
        do
        {
            set.Add(ReadKey(ref reader));
            reader.Skip();
        }
        while (NextEntry(ref reader));

        return set;
    }

    /// <summary>Opens an array.</summary>
    /// <param name="reader">Stands on the value; is left on the first element, or on the value's last token.</param>
    /// <returns>Whether there is an element; null is an empty array.</returns>
    /// <exception cref="VarlinkJsonException">It is something else.</exception>
    public static bool BeginArray(ref Utf8JsonReader reader)
    {
        if (IsNull(ref reader))
        {
            return false;
        }

        ExpectArray(ref reader);
        return NextElement(ref reader);
    }

    /// <summary>Goes on to the next element of an array.</summary>
    /// <param name="reader">Stands on the last token of an element; is left on the next element, or on the end of the array.</param>
    /// <returns>Whether there is one.</returns>
    public static bool NextElement(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType != JsonTokenType.EndArray;

    /// <summary>Opens a map.</summary>
    /// <param name="reader">Stands on the value; is left on the first key, or on the value's last token.</param>
    /// <returns>Whether there is an entry; null is an empty map.</returns>
    /// <exception cref="VarlinkJsonException">It is something else.</exception>
    public static bool BeginMap(ref Utf8JsonReader reader)
    {
        if (IsNull(ref reader))
        {
            return false;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Unexpected(ref reader, "an object");
        }

        return NextEntry(ref reader);
    }

    /// <summary>Goes on to the next entry of a map.</summary>
    /// <param name="reader">Stands on the last token of a value; is left on the next key, or on the end of the map.</param>
    /// <returns>Whether there is one.</returns>
    public static bool NextEntry(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Reads the key of an entry.</summary>
    /// <param name="reader">Stands on the key; is left on the first token of the value.</param>
    /// <returns>The key.</returns>
    /// <exception cref="VarlinkJsonException">It is not valid UTF-8.</exception>
    public static string ReadKey(ref Utf8JsonReader reader)
    {
        string key = Text(ref reader);
        reader.Read();
        return key;
    }

    /// <summary>Reads the name of a member.</summary>
    /// <param name="reader">Stands on the name, and stays there.</param>
    /// <returns>The name.</returns>
    /// <exception cref="VarlinkJsonException">It is not valid text.</exception>
    internal static string ReadName(ref Utf8JsonReader reader) => Text(ref reader);
}
