using System.Text.Json;
using Varlink.Framing;

namespace Varlink.Messages;

/// <summary>Writes calls: <c>{"method":"io.podman.Ping","parameters":{...},"more":true}</c> and the NUL behind it.</summary>
internal sealed class CallWriter(int maxMessageSize) : IDisposable
{
    private readonly Utf8JsonWriter _json = new(Stream.Null, JsonSettings.Writer);

    /// <summary>Appends one call to a buffer, whole or not at all.</summary>
    /// <exception cref="ArgumentException">The parameters cannot be sent, or are too large. The buffer is as it was.</exception>
    public void Write<TParameters, TReply>(
        OutgoingBuffer buffer, VarlinkMethod<TParameters, TReply> method, TParameters parameters, CallFlags flags)
    {
        int start = buffer.Length;
        bool complete = false;
        try
        {
            _json.Reset(buffer);
            _json.WriteStartObject();
            _json.WriteString(MessageMembers.Method, method.EncodedFullName);
            if (method.ParametersEncoder is { } encode)
            {
                _json.WritePropertyName(MessageMembers.Parameters);
                Encode(encode, parameters, method);
            }

            switch (flags)
            {
                case CallFlags.More:
                    _json.WriteBoolean(MessageMembers.More, true);
                    break;
                case CallFlags.Oneway:
                    _json.WriteBoolean(MessageMembers.Oneway, true);
                    break;
                case CallFlags.Upgrade:
                    _json.WriteBoolean(MessageMembers.Upgrade, true);
                    break;
            }

            _json.WriteEndObject();
            _json.Flush();
            if (buffer.Length - start > maxMessageSize)
            {
                throw new ArgumentException(
                    $"The call of {method.FullName} takes {buffer.Length - start} bytes, more than the {maxMessageSize} that " +
                    $"{nameof(VarlinkClientOptions)}.{nameof(VarlinkClientOptions.MaxSentMessageSize)} allows. Nothing was sent.",
                    nameof(parameters));
            }

            buffer.GetSpan(1)[0] = 0;
            buffer.Advance(1);
            complete = true;
        }
        finally
        {
            if (!complete)
            {
                _json.Reset(Stream.Null);
                buffer.Truncate(start);
            }
        }
    }

    private void Encode<TParameters>(VarlinkEncoder<TParameters> encode, TParameters parameters, VarlinkMethod method)
    {
        try
        {
            encode(_json, parameters);
        }
        catch (InvalidOperationException e) when (_json.CurrentDepth >= JsonSettings.MaxDepth)
        {
            throw new ArgumentException(
                $"The parameters of {method.FullName} are nested deeper than {JsonSettings.MaxDepth}. Nothing was sent.", nameof(parameters), e);
        }
    }

    public void Dispose() => _json.Dispose();
}
