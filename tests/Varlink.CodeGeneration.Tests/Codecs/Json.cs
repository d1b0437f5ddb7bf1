using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Varlink.CodeGeneration.Tests.Codecs;

/// <summary>Runs codecs the way the runtime does.</summary>
internal static class Json
{
    /// <summary>As the runtime writes: several members may become one piece.</summary>
    private static readonly JsonWriterOptions Wire = new() { SkipValidation = true, MaxDepth = 128 };

    /// <summary>Encodes with a writer that checks every call, and makes sure that those that do not check or indent write the same.</summary>
    public static string Encode<T>(VarlinkEncoder<T> encoder, T value)
    {
        string json = Encode(encoder, value, default);
        Assert.That(Encode(encoder, value, Wire), Is.EqualTo(json));
        Assert.That(JsonElement.DeepEquals(Element(Encode(encoder, value, new JsonWriterOptions { Indented = true })), Element(json)), json);
        return json;
    }

    private static string Encode<T>(VarlinkEncoder<T> encoder, T value, JsonWriterOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            encoder(writer, value);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Decodes, from one piece and from pieces of a single byte, and checks that the reader is left on the last token.</summary>
    public static T Decode<T>(VarlinkDecoder<T> decoder, string json)
    {
        T whole = Decode(decoder, new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(json)));
        T pieces = Decode(decoder, Split(Encoding.UTF8.GetBytes(json)));
        Assert.That(pieces, Is.EqualTo(whole));
        return whole;
    }

    public static T DecodeParameters<T>(VarlinkParametersDecoder<T> decoder, string json, VarlinkParameterPolicy policy = VarlinkParameterPolicy.Strict) =>
        Decode((ref reader) => decoder(ref reader, policy), json);

    public static JsonElement Element(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static T Decode<T>(VarlinkDecoder<T> decoder, ReadOnlySequence<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        T value = decoder(ref reader);
        Assert.That(reader.CurrentDepth, Is.Zero);
        Assert.That(reader.Read(), Is.False, "the codec has not read the whole value");
        return value;
    }

    private static ReadOnlySequence<byte> Split(byte[] bytes)
    {
        Piece? first = null;
        Piece? last = null;
        foreach (byte item in bytes)
        {
            last = new Piece(item, last);
            first ??= last;
        }

        return new ReadOnlySequence<byte>(first!, 0, last!, 1);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(byte value, Piece? before)
        {
            Memory = new[] { value };
            if (before is not null)
            {
                RunningIndex = before.RunningIndex + 1;
                before.Next = this;
            }
        }
    }
}
