using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Varlink.Framing;
using Varlink.Messages;

namespace Varlink.Client;

/// <content>
/// The way in: each message belongs to the head of the queue, or to nobody, which ends the connection.
/// <para>
/// The loop is written out as callbacks, not as an async method, for the sake of the last reply of each turn: the caller's code runs right
/// here, on the thread that has read the reply, which saves waking another one. That happens only after the next read is under way and will
/// find a thread of its own, so that whatever the caller's code does, blocking included, holds up nobody.
/// </para>
/// </content>
internal sealed partial class VarlinkConnection
{
    private readonly TaskCompletionSource _readingEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FrameReader _frames;
    private readonly Action _onReadable;
    private ConfiguredValueTaskAwaitable<bool>.ConfiguredValueTaskAwaiter _read;

    /// <summary>Begins to read. Not on this thread: whoever made the connection must have it in hand before it can turn out to be dead.</summary>
    private void BeginReading() => ThreadPool.UnsafeQueueUserWorkItem(
        static connection => connection.Run(static it => it.ReadOn(answered: null)), this, preferLocal: false);

    private void OnReadable() => Run(static connection => connection.TakeWhatCame());

    /// <summary>One turn of the loop, and what it leaves to be done once the loop goes on without it.</summary>
    private void Run(Func<VarlinkConnection, IPendingReply?> turn)
    {
        IPendingReply? answered = null;
        Exception? failure = null;
        try
        {
            answered = turn(this);
        }
        catch (Exception e)
        {
            failure = e;
        }

        if (failure is not null)
        {
            EndReading(failure);
        }

        answered?.Complete();
    }

    /// <summary>Takes what a read brought.</summary>
    /// <returns>A call that is answered and whose caller is still to be told.</returns>
    private IPendingReply? TakeWhatCame()
    {
        if (_read.GetResult())
        {
            return TakeMessages();
        }

        EndReading(failure: null);
        return null;
    }

    /// <summary>Takes the messages that are at hand, and reads on.</summary>
    /// <returns>A call that is answered and whose caller is still to be told.</returns>
    private IPendingReply? TakeMessages()
    {
        IPendingReply? answered = null;
        try
        {
            while (_frames.TryRead(out ReadOnlySequence<byte> frame))
            {
                IPendingCall? call = Receive(frame);
                TellElsewhere(answered);
                answered = call as IPendingReply;
                if (call is IPendingStream stream && !TryHandOver(stream))
                {
                    return null;
                }
            }

            if (_frames.HasPartialFrame)
            {
                ExpectReplyUnderWay();
            }
        }
        catch (Exception)
        {
            TellElsewhere(answered);
            throw;
        }

        return ReadOn(answered);
    }

    /// <summary>Waits for more. From where it returns a call, the loop may run on another thread: nothing of it may be touched.</summary>
    private IPendingReply? ReadOn(IPendingReply? answered)
    {
        try
        {
#pragma warning disable CA2012 // The awaiter is kept for the callback, which is the only one to use it, once.
            _read = _frames.WaitAsync(CancellationToken.None).ConfigureAwait(false).GetAwaiter();
#pragma warning restore CA2012
            if (!_read.IsCompleted)
            {
                _read.UnsafeOnCompleted(_onReadable);
                return answered;
            }
        }
        catch (Exception)
        {
            TellElsewhere(answered);
            throw;
        }

        // More is there already: who is answered is told elsewhere meanwhile. A turn of its own, so that the stack does not grow.
        TellElsewhere(answered);
        ThreadPool.UnsafeQueueUserWorkItem(static connection => connection.OnReadable(), this, preferLocal: true);
        return null;
    }

    private static void TellElsewhere(IPendingReply? answered)
    {
        if (answered is not null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(answered, preferLocal: true);
        }
    }

    /// <summary>Hands a reply of a stream over.</summary>
    /// <returns>False when the loop goes on later, or never: the reader has not taken the reply yet, or the connection is its own now.</returns>
    private bool TryHandOver(IPendingStream stream)
    {
        if (stream.TakesTransport)
        {
            _frames.Release();
            _ = HandConnectionOverAsync(stream);
            return false;
        }

        ValueTask handOver = stream.HandOverAsync();
        if (handOver.IsCompletedSuccessfully)
        {
            return true;
        }

        _ = GoOnAfterAsync(handOver);
        return false;
    }

    private async Task GoOnAfterAsync(ValueTask handOver)
    {
        try
        {
            await handOver.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            EndReading(e);
            return;
        }

        Run(static connection => connection.TakeMessages());
    }

    private async Task HandConnectionOverAsync(IPendingStream upgrade)
    {
        try
        {
            await DetachAsync().ConfigureAwait(false);
            await upgrade.HandOverAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            EndReading(e);
            return;
        }

        _readingEnded.SetResult();
    }

    private void EndReading(Exception? failure)
    {
        VarlinkConnectionReason reason = failure is null ? VarlinkConnectionReason.ClosedByPeer : VarlinkConnectionReason.Broken;
        Exception? cause = failure is JsonException or VarlinkJsonException or FrameTooLargeException
            ? ReplyFaults.Describe(failure, PeekMethod(), Endpoint)
            : failure;
        Close(reason, cause, _frames.HasPartialFrame);
        _readingEnded.SetResult();
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

    /// <summary>Reads one reply.</summary>
    /// <returns>The call that it answers, still to be told; null when the connection was closed meanwhile, which has told it.</returns>
    private IPendingCall? Receive(in ReadOnlySequence<byte> frame)
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
            return head.AcceptsContinues ? head : throw ReplyFaults.UnaskedContinues(head.Method, Endpoint);
        }

        lock (_gate)
        {
            if (_closed)
            {
                return null;
            }

            _waiting.Dequeue();
            if (_waiting.Count == 0)
            {
                _quiet?.TrySetResult();
            }

            long now = _clock.GetTimestamp();
            if (!head.ClosesOnAbandon)
            {
                _pace.Note(now - _headSince);
            }

            _headSince = now;
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
