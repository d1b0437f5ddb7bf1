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
                    IPendingCall call = Receive(frame);
                    if (call.TakesTransport)
                    {
                        frames.Release();
                        await DetachAsync().ConfigureAwait(false);
                        await call.HandOverAsync().ConfigureAwait(false);
                        return;
                    }

                    await call.HandOverAsync().ConfigureAwait(false);
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

    /// <summary>Reads a message as a reply.</summary>
    /// <returns>The call that it answers.</returns>
    private IPendingCall Receive(in ReadOnlySequence<byte> frame)
    {
        IPendingCall? head;
        lock (_gate)
        {
            // A reply to a call whose bytes have not been taken yet is no reply to it.
            if (!_waiting.TryPeek(out head) || head.Sequence > _taken)
            {
                throw ReplyFaults.Unasked(Endpoint);
            }
        }

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
            return head.AcceptsContinues ? head : throw ReplyFaults.UnaskedContinues(head.Method, Endpoint);
        }

        lock (_gate)
        {
            if (_closed)
            {
                return head;
            }

            _waiting.Dequeue();
            if (_waiting.Count == 0)
            {
                _quiet?.TrySetResult();
            }

            _headSince = _clock.GetTimestamp();
            if (_waiting.TryPeek(out IPendingCall? next) && next.AbandonedAt != 0)
            {
                Watch(_headSince, _options.DrainTimeout);
            }
        }

        return head;
    }

    private string? PeekMethod()
    {
        lock (_gate)
        {
            return _waiting.TryPeek(out IPendingCall? head) ? head.Method : null;
        }
    }
}
