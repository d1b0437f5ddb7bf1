using System.Buffers;
using System.Text.Json;

namespace Varlink.Messages;

/// <summary>What a reply says besides its parameters.</summary>
internal readonly record struct ReplyEnvelope(string? Error, bool Continues);

/// <summary>
/// Reads replies in one pass. Podman writes <c>parameters</c> before <c>error</c>, so parameters are decoded as those of a success; when
/// an error follows, what was decoded is dropped and the caller reads the message again as an error (<see cref="ErrorReader"/>).
/// </summary>
internal static class ReplyReader
{
    /// <summary>Reads a reply.</summary>
    /// <param name="frame">The message.</param>
    /// <param name="decode">Reads the parameters; null when the reply carries none, or nobody wants them.</param>
    /// <param name="value">The parameters; meaningless when the reply is an error.</param>
    /// <returns>The rest of the reply.</returns>
    /// <exception cref="VarlinkJsonException">The parameters are not what the interface says.</exception>
    /// <exception cref="JsonException">The message is no JSON.</exception>
    public static ReplyEnvelope Read<TReply>(in ReadOnlySequence<byte> frame, VarlinkDecoder<TReply>? decode, out TReply value)
    {
        if (frame.Length < TextCache.MinMessageLength)
        {
            return ReadMessage(frame, decode, out value);
        }

        TextCache? cache = TextCache.Begin();
        try
        {
            return ReadMessage(frame, decode, out value);
        }
        finally
        {
            TextCache.End(cache);
        }
    }

    private static ReplyEnvelope ReadMessage<TReply>(in ReadOnlySequence<byte> frame, VarlinkDecoder<TReply>? decode, out TReply value)
    {
        var reader = Open(frame);
        VarlinkJson.ExpectObject(ref reader);

        string? error = null;
        bool continues = false;
        bool decoded = false;
        VarlinkJsonException? failure = null;
        value = default!;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (VarlinkJson.TextEquals(ref reader, "parameters"u8))
            {
                reader.Read();
                if (decode is null || error is not null || reader.TokenType == JsonTokenType.Null)
                {
                    reader.Skip();
                    continue;
                }

                Utf8JsonReader start = reader;
                try
                {
                    VarlinkJson.ExpectObject(ref reader);
                    value = decode(ref reader);
                    decoded = true;
                }
                catch (VarlinkJsonException e)
                {
                    // Whether this matters is known at the end: the parameters of an error look different, rightly.
                    failure = e;
                    reader = start;
                    reader.Skip();
                }
            }
            else if (VarlinkJson.TextEquals(ref reader, "error"u8))
            {
                reader.Read();
                if (error is not null)
                {
                    // Which of two is meant, or none if the second is null, is anybody's guess: parameters between them may have been passed over.
                    throw new VarlinkJsonException("a second error stands here", reader.TokenStartIndex);
                }

                error = reader.TokenType == JsonTokenType.Null ? null : VarlinkJson.ReadString(ref reader);
            }
            else if (VarlinkJson.TextEquals(ref reader, "continues"u8))
            {
                reader.Read();
                continues = reader.TokenType != JsonTokenType.Null && VarlinkJson.ReadBoolean(ref reader);
            }
            else
            {
                VarlinkJson.SkipMember(ref reader);
            }
        }

        ExpectEnd(ref reader);
        if (error is { Length: 0 })
        {
            throw new VarlinkJsonException("the error has no name", 0);
        }

        if (error is null && failure is not null)
        {
            throw failure;
        }

        if (error is null && decode is not null && !decoded)
        {
            value = DecodeNothing(decode);
        }

        return new ReplyEnvelope(error, continues);
    }

    /// <summary>A reader on the first token of a message.</summary>
    internal static Utf8JsonReader Open(in ReadOnlySequence<byte> frame)
    {
        var reader = frame.IsSingleSegment
            ? new Utf8JsonReader(frame.FirstSpan, JsonSettings.Reader)
            : new Utf8JsonReader(frame, JsonSettings.Reader);
        reader.Read();
        return reader;
    }

    /// <summary>Reads to the end, where nothing may follow the object.</summary>
    private static void ExpectEnd(ref Utf8JsonReader reader)
    {
        // The reader itself throws when anything but white space follows.
        reader.Read();
    }

    /// <summary>No parameters mean the same as <c>{}</c>.</summary>
    private static TReply DecodeNothing<TReply>(VarlinkDecoder<TReply> decode)
    {
        var reader = new Utf8JsonReader("{}"u8);
        reader.Read();
        return decode(ref reader);
    }
}
