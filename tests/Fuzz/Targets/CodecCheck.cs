using System.Buffers;
using System.Collections;
using System.Text;
using System.Text.Json;
using Varlink;

namespace Fuzz.Targets;

/// <summary>What must hold for the codecs of a method.</summary>
internal abstract class CodecCheck
{
    public abstract VarlinkMethod Method { get; }

    public static CodecCheck Of(VarlinkMethod method) =>
        (CodecCheck)Activator.CreateInstance(typeof(CodecCheck<,>).MakeGenericType(method.GetType().GetGenericArguments()), method)!;

    /// <summary>Something that the codec accepts, or <c>{}</c>.</summary>
    public abstract byte[] Example(int direction);

    /// <summary>Reads a JSON text, and checks what comes of it.</summary>
    public abstract void Run(ReadOnlySpan<byte> json, bool ofReply);
}

/// <inheritdoc/>
internal sealed class CodecCheck<TParameters, TReply>(VarlinkMethod<TParameters, TReply> method) : CodecCheck
{
    public override VarlinkMethod Method => method;

    public override byte[] Example(int direction)
    {
        try
        {
            return direction == 0 ? Example(method.ParametersEncoder, Parameters()) : Example(method.ReplyEncoder, method.ReplyDecoder);
        }
        catch (Exception e) when (e is ArgumentException or VarlinkJsonException)
        {
            // A method whose values cannot be empty: recordings show it, or mutations find it.
            return [.. "{}"u8];
        }
    }

    public override void Run(ReadOnlySpan<byte> json, bool ofReply)
    {
        if (ofReply)
        {
            Check(json, method.ReplyEncoder, method.ReplyDecoder);
        }
        else
        {
            Check(json, method.ParametersEncoder, Parameters());
            if (method.ParametersDecoder is { } strict)
            {
                // Strictness refuses more, and reads nothing else.
                Check(json, method.ParametersEncoder, (ref reader) => strict(ref reader, VarlinkParameterPolicy.Strict));
            }
        }
    }

    private VarlinkDecoder<TParameters>? Parameters() =>
        method.ParametersDecoder is { } decoder ? (ref reader) => decoder(ref reader, VarlinkParameterPolicy.Tolerant) : null;

    private static byte[] Example<T>(VarlinkEncoder<T>? encoder, VarlinkDecoder<T>? decoder) =>
        encoder is null || decoder is null ? [.. "{}"u8] : Encode(encoder, Decode("{}"u8, decoder));

    private static void Check<T>(ReadOnlySpan<byte> json, VarlinkEncoder<T>? encoder, VarlinkDecoder<T>? decoder)
    {
        if (encoder is null || decoder is null)
        {
            return;
        }

        T value;
        try
        {
            var reader = new Utf8JsonReader(json, JsonSettings.Reader);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return;
            }

            value = decoder(ref reader);
            BrokenInvariantException.ThrowUnless(reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0, "the reader is not left at the end of the value");
            reader.Read();
        }
        catch (Exception e) when (e is JsonException or VarlinkJsonException)
        {
            return;
        }

        byte[] written;
        try
        {
            written = Encode(encoder, value);
        }
        catch (ArgumentException)
        {
            // A value that is complete for a reader, and not for a writer: one that lacks what breaks a cycle of types.
            return;
        }

        T again = Decode(written, decoder);
        BrokenInvariantException.ThrowUnless(
            value is IEnumerable and not string || EqualityComparer<T>.Default.Equals(value, again), // Lists are equal within records only.
            $"written and read again it is another one: {Encoding.UTF8.GetString(written)}");
        BrokenInvariantException.ThrowUnless(Encode(encoder, again).AsSpan().SequenceEqual(written), "written again it is another text");
    }

    private static T Decode<T>(ReadOnlySpan<byte> json, VarlinkDecoder<T> decoder)
    {
        var reader = new Utf8JsonReader(json, JsonSettings.Reader);
        reader.Read();
        return decoder(ref reader);
    }

    private static byte[] Encode<T>(VarlinkEncoder<T> encoder, T value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, JsonSettings.Writer))
        {
            encoder(writer, value);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
