using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Varlink;

/// <summary>
/// Finds the path of a token by reading the message again up to it. Codecs only know an offset, and pay nothing for paths nobody asks for.
/// </summary>
internal static class JsonPath
{
    /// <summary>The path of the token at an offset.</summary>
    /// <param name="json">The whole message.</param>
    /// <param name="offset">Where the token starts.</param>
    /// <returns><c>$.parameters.container.ports[0]</c>, or <c>$</c> when the message cannot be read that far.</returns>
    public static string At(in ReadOnlySequence<byte> json, long offset)
    {
        var segments = new Stack<Segment>();
        var reader = new Utf8JsonReader(json, JsonSettings.Reader);
        try
        {
            while (reader.Read() && reader.TokenStartIndex <= offset)
            {
                bool isValueStart = reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.EndObject or JsonTokenType.EndArray);
                if (isValueStart && segments.TryPeek(out Segment top) && top.Name is null)
                {
                    segments.Pop();
                    segments.Push(top with { Index = top.Index + 1 });
                }

                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        segments.Pop();
                        segments.Push(new Segment(reader.GetString(), 0));
                        break;
                    case JsonTokenType.StartObject when reader.TokenStartIndex < offset:
                        segments.Push(new Segment("", 0));
                        break;
                    case JsonTokenType.StartArray when reader.TokenStartIndex < offset:
                        segments.Push(new Segment(null, -1));
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray when segments.Count > 0:
                        segments.Pop();
                        break;
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The message cannot be read up to the offset: the path so far is what there is to say.
        }

        var path = new StringBuilder("$");
        foreach (Segment segment in segments.Reverse())
        {
            if (segment.Name is null)
            {
                path.Append(CultureInfo.InvariantCulture, $"[{Math.Max(segment.Index, 0)}]");
            }
            else if (segment.Name.Length > 0)
            {
                path.Append('.').Append(segment.Name);
            }
        }

        return path.ToString();
    }

    /// <summary>A member of an object (its name is not null) or an element of an array.</summary>
    private readonly record struct Segment(string? Name, int Index);
}
