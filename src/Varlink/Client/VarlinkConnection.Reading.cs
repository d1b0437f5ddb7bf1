using System.Buffers;
using System.Text.Json;
using Varlink.Framing;
using Varlink.Messages;

namespace Varlink.Client;

/// <content>The way in: each message belongs to the head of the queue, or to nobody, which ends the connection.</content>
internal sealed partial class VarlinkConnection
{
    private async Task ReadAsync()
    {
        // Whoever made the connection must have it in hand before it can turn out to be dead.
        await Task.Yield();
        var frames = new FrameReader(_transport.Input, _options.MaxReceivedMessageSize);
        VarlinkConnectionReason reason = VarlinkConnectionReason.ClosedByPeer;
        Exception? cause = null;
        try
        {
            while (await frames.WaitAsync(CancellationToken.None).ConfigureAwait(false))
            {
                while (frames.TryRead(out var frame))
                {
                    Receive(frame);
                }

                if (frames.HasPartialFrame)
                {
                    ExpectReplyUnderWay();
                }
            }
        }
        catch (Exception e) when (e is JsonException or VarlinkJsonException or FrameTooLargeException or VarlinkProtocolException)
        {
            reason = VarlinkConnectionReason.Broken;
            cause = e as VarlinkProtocolException ?? ReplyFaults.Describe(e, PeekMethod(), Endpoint);
        }
        catch (Exception e)
        {
            reason = VarlinkConnectionReason.Broken;
            cause = e;
        }

        Close(reason, cause, frames.HasPartialFrame);
    }

    /// <summary>
    /// The call whose reply comes in. Asked as soon as the first byte is there: the beginning of a message that nobody asked for would
    /// otherwise lie in wait for the next call, and its end be taken for that call's reply.
    /// </summary>
    /// <exception cref="VarlinkProtocolException">Nobody waits for a reply, or those who do have not been sent yet.</exception>
    private IPendingCall ExpectReplyUnderWay()
    {
        lock (_gate)
        {
            return _waiting.TryPeek(out IPendingCall? head) && head.Sequence <= _taken ? head : throw ReplyFaults.Unasked(Endpoint);
        }
    }

    private void Receive(in ReadOnlySequence<byte> frame)
    {
        IPendingCall head = ExpectReplyUnderWay();
        bool continues;
        try
        {
            continues = head.Decode(frame, Endpoint);
        }
        catch (Exception e) when (e is JsonException or VarlinkJsonException)
        {
            throw ReplyFaults.Describe(e, head.Method, Endpoint, frame);
        }

        if (continues)
        {
            throw ReplyFaults.UnaskedContinues(head.Method, Endpoint);
        }

        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _waiting.Dequeue();
            _headSince = _clock.GetTimestamp();
            if (_waiting.TryPeek(out IPendingCall? next) && next.AbandonedAt != 0)
            {
                Watch(_headSince, _options.DrainTimeout);
            }
        }

        head.Complete();
    }

    private string? PeekMethod()
    {
        lock (_gate)
        {
            return _waiting.TryPeek(out IPendingCall? head) ? head.Method : null;
        }
    }
}
