using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace Varlink.Server;

/// <summary>
/// Reads the envelope of calls in one pass, which checks the whole message: a service never sees parameters of a message whose end is
/// broken. The parameters themselves are decoded by whoever knows their type.
/// </summary>
/// <param name="directory">What the server offers.</param>
/// <param name="acceptsNoMethod">Whether a call without a method is one all the same: <see cref="MethodRoute.None"/>.</param>
internal sealed class CallReader(ServiceDirectory directory, bool acceptsNoMethod)
{
    // Clients call the same method again and again: its name need not be made, taken apart and looked up again.
    private MethodRoute? _lastRoute;

    /// <exception cref="MalformedCallException">The message is no call.</exception>
    public IncomingCall Read(in ReadOnlySequence<byte> frame)
    {
        // The reader leaves bytes inside of strings alone that are no UTF-8, and they would turn up somewhere later.
        if (!IsUtf8(frame))
        {
            throw new MalformedCallException("The message is not UTF-8.");
        }

        try
        {
            return ReadEnvelope(frame);
        }
        catch (Exception e) when (e is JsonException or VarlinkJsonException)
        {
            throw new MalformedCallException($"The message is no JSON: {JsonFaultText.Describe(e)}.");
        }
    }

    private IncomingCall ReadEnvelope(in ReadOnlySequence<byte> frame)
    {
        var reader = frame.IsSingleSegment
            ? new Utf8JsonReader(frame.FirstSpan, JsonSettings.Reader)
            : new Utf8JsonReader(frame, JsonSettings.Reader);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return acceptsNoMethod && reader.TokenType == JsonTokenType.Null && !reader.Read()
                ? new IncomingCall(MethodRoute.None, JsonTokenType.None, default, false, false, false)
                : throw new MalformedCallException("The message is no JSON object.");
        }

        MethodRoute? route = null;
        JsonTokenType kind = JsonTokenType.None;
        ReadOnlySequence<byte> parameters = default;
        bool more = false;
        bool oneway = false;
        bool upgrade = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (VarlinkJson.TextEquals(ref reader, "method"u8))
            {
                reader.Read();
                route = ReadMethod(ref reader);
            }
            else if (VarlinkJson.TextEquals(ref reader, "parameters"u8))
            {
                reader.Read();
                long start = reader.TokenStartIndex;
                kind = reader.TokenType == JsonTokenType.Null ? JsonTokenType.None : reader.TokenType;
                reader.Skip();
                parameters = frame.Slice(start, reader.BytesConsumed - start);
            }
            else if (VarlinkJson.TextEquals(ref reader, "more"u8))
            {
                more = ReadFlag(ref reader, "more");
            }
            else if (VarlinkJson.TextEquals(ref reader, "oneway"u8))
            {
                oneway = ReadFlag(ref reader, "oneway");
            }
            else if (VarlinkJson.TextEquals(ref reader, "upgrade"u8))
            {
                // On a method that does not hand its connection over, the flag has no effect.
                upgrade = ReadFlag(ref reader, "upgrade");
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        // The reader itself throws when anything but white space follows.
        reader.Read();
        route ??= acceptsNoMethod ? MethodRoute.None : throw new MalformedCallException("The message has no method.");
        _lastRoute = route;
        return new IncomingCall(route, kind, parameters, more && !oneway, oneway, upgrade && !oneway && !more);
    }

    private MethodRoute ReadMethod(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null && acceptsNoMethod)
        {
            return MethodRoute.None;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            throw new MalformedCallException("The method is no string.");
        }

        if (_lastRoute is not null && !reader.ValueIsEscaped && reader.ValueTextEquals(_lastRoute.Method))
        {
            return _lastRoute;
        }

        string method;
        try
        {
            method = reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new MalformedCallException("The name of the method is no text.", e);
        }

        return directory.Route(method, acceptsNoMethod)
            ?? throw new MalformedCallException("The name of the method is not an interface, a dot and a method.");
    }

    private static bool ReadFlag(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False or JsonTokenType.Null => false,
            _ => throw new MalformedCallException($"The flag '{name}' is no bool."),
        };
    }

    private static bool IsUtf8(in ReadOnlySequence<byte> frame)
    {
        if (frame.IsSingleSegment)
        {
            return Utf8.IsValid(frame.FirstSpan);
        }

        // A character may lie across two segments. Messages in segments come from foreign transports only.
        return Utf8.IsValid(frame.ToArray());
    }
}
