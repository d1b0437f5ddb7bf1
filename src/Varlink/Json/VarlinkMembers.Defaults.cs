using System.Text.Json;

namespace Varlink;

/// <content>
/// How members are written while they keep their defaults. A large request has a hundred members, of which users fill in five: the text of the
/// others is the same every time. It is kept in one piece, so that whatever lies between two members that are filled in is a slice of it.
/// </content>
public sealed partial class VarlinkMembers
{
    private readonly JsonEncodedText[] _encodedNames;

    /// <summary><c>,"args":[],"detach":false</c>: every member at its default, with a comma before each.</summary>
    private readonly byte[] _defaults;

    /// <summary>Where each member starts in that text, and after the last where it ends. A member without a default has no text.</summary>
    private readonly int[] _offsets;

    /// <summary>How deep the default of any member is nested.</summary>
    private readonly int _defaultDepth;

    internal int Count => _encodedNames.Length;

    internal JsonEncodedText EncodedName(int index) => _encodedNames[index];

    internal bool HasDefault(int index) => _offsets[index] < _offsets[index + 1];

    /// <summary>Writes members that keep their defaults.</summary>
    /// <param name="writer">Stands in the object, behind the member before the first of them.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="end">The member behind the last of them.</param>
    internal void WriteDefaults(Utf8JsonWriter writer, int first, int end)
    {
        int length = _offsets[end] - _offsets[first];
        if (length == 0)
        {
            return;
        }

        // The writer sets the comma before what it writes, if there has to be one.
        ReadOnlySpan<byte> text = _defaults.AsSpan(_offsets[first] + 1, length - 1);
        JsonWriterOptions options = writer.Options;
        if (options.SkipValidation && !options.Indented && writer.CurrentDepth + _defaultDepth <= options.MaxDepth)
        {
            // To a writer that does not look into it, any number of members is one piece.
            writer.WriteRawValue(text, skipInputValidation: true);
        }
        else
        {
            WriteOneByOne(writer, text);
        }
    }

    /// <summary>For writers that check, indent or are about to be nested too deep: they see every token.</summary>
    private static void WriteOneByOne(Utf8JsonWriter writer, ReadOnlySpan<byte> text)
    {
        byte[] json = [(byte)'{', .. text, (byte)'}'];
        using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = JsonSettings.MaxDepth + 1 });
        foreach (JsonProperty member in document.RootElement.EnumerateObject())
        {
            member.WriteTo(writer);
        }
    }

    private static byte[] Join(VarlinkMember[] members, int[] offsets)
    {
        var text = new List<byte>();
        for (int i = 0; i < members.Length; i++)
        {
            if (members[i].Default is { Length: > 0 } value)
            {
                text.AddRange([(byte)',', (byte)'"', .. members[i].Name.EncodedUtf8Bytes, (byte)'"', (byte)':', .. value]);
            }

            offsets[i + 1] = text.Count;
        }

        return [.. text];
    }

    private static int DepthOf(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock: !json.IsEmpty, new JsonReaderState(JsonSettings.Reader));
        int depth = 0;
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                depth = Math.Max(depth, reader.CurrentDepth + 1);
            }
        }

        return depth;
    }
}
