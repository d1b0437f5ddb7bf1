using System.Text.Json;
using Varlink.Framing;
using Varlink.Messages;

namespace Varlink.Server;

/// <summary>
/// Writes replies: <c>{"parameters":{...},"continues":true}</c> and the NUL behind it, in the order of members that Podman has too.
/// </summary>
internal sealed class ReplyWriter(int maxMessageSize) : IDisposable
{
    private readonly Utf8JsonWriter _json = new(Stream.Null, JsonSettings.Writer);

    /// <summary>Appends a reply to a buffer, whole or not at all.</summary>
    /// <exception cref="ArgumentException">The reply cannot be sent, or is too large. The buffer is as it was.</exception>
    public void WriteReply<TReply>(OutgoingBuffer buffer, VarlinkEncoder<TReply>? encode, TReply reply, bool continues)
    {
        int start = Begin(buffer);
        bool complete = false;
        try
        {
            if (encode is not null)
            {
                _json.WritePropertyName(MessageMembers.Parameters);
                encode(_json, reply);
            }

            if (continues)
            {
                _json.WriteBoolean(MessageMembers.Continues, true);
            }

            End(buffer, start);
            complete = true;
        }
        finally
        {
            if (!complete)
            {
                TakeBack(buffer, start);
            }
        }
    }

    /// <summary>Appends an error reply to a buffer, whole or not at all.</summary>
    /// <exception cref="ArgumentException">The error cannot be sent, or is too large. The buffer is as it was.</exception>
    public void WriteError(OutgoingBuffer buffer, string name, VarlinkErrorException? error)
    {
        int start = Begin(buffer);
        bool complete = false;
        try
        {
            _json.WritePropertyName(MessageMembers.Parameters);
            if (error is null)
            {
                _json.WriteStartObject();
                _json.WriteEndObject();
            }
            else
            {
                error.WriteParameters(_json);
            }

            _json.WriteString(MessageMembers.Error, name);
            End(buffer, start);
            complete = true;
        }
        finally
        {
            if (!complete)
            {
                TakeBack(buffer, start);
            }
        }
    }

    public void Dispose() => _json.Dispose();

    private int Begin(OutgoingBuffer buffer)
    {
        int start = buffer.Length;
        _json.Reset(buffer);
        _json.WriteStartObject();
        return start;
    }

    private void End(OutgoingBuffer buffer, int start)
    {
        _json.WriteEndObject();
        _json.Flush();
        int size = buffer.Length - start;
        if (size > maxMessageSize)
        {
            throw new ArgumentException(
                $"The reply takes {size} bytes, more than the {maxMessageSize} that " +
                $"{nameof(VarlinkServerOptions)}.{nameof(VarlinkServerOptions.MaxSentMessageSize)} allows. It was not sent.");
        }

        buffer.GetSpan(1)[0] = 0;
        buffer.Advance(1);
    }

    private void TakeBack(OutgoingBuffer buffer, int start)
    {
        _json.Reset(Stream.Null);
        buffer.Truncate(start);
    }
}
