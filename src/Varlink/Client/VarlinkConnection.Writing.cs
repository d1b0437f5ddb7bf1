using Varlink.Framing;
using Varlink.Messages;

namespace Varlink.Client;

/// <content>The way out: calls are appended under the lock, and whoever finds nobody flushing flushes for all.</content>
internal sealed partial class VarlinkConnection
{
    // Calls are appended to the one while the other is being written; both change places at each flush.
    private OutgoingBuffer _pending = new();
    private OutgoingBuffer _inFlight = new();
    private bool _flushing;
    private TaskCompletionSource? _flushed;

    /// <summary>Sends a call. Its bytes are on their way when this returns, or will be with those of the calls before it.</summary>
    /// <exception cref="ArgumentException">The parameters cannot be sent. Nothing was.</exception>
    /// <exception cref="VarlinkConnectionException">The connection is closed. Nothing was sent.</exception>
    public void Send<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, CallFlags flags, IPendingCall call)
    {
        bool startFlush;
        bool alone;
        lock (_gate)
        {
            if (_closed)
            {
                throw Death(call, VarlinkConnectionReason.ClosedByPeer, mayHaveExecuted: false, replyStarted: false, innerException: null);
            }

            _writer.Write(_pending, method, parameters, flags);
            call.QueuedAt = _clock.GetTimestamp();
            call.Sequence = ++_queued;
            call.Connection = this;
            alone = _waiting.Count == 0;
            if (alone)
            {
                _headSince = call.QueuedAt;
            }

            _waiting.Enqueue(call);
            if (call.HasTimeLimit && _options.CallTimeout != Timeout.InfiniteTimeSpan)
            {
                Watch(call.QueuedAt, _options.CallTimeout);
            }

            startFlush = !_flushing;
            _flushing = true;
        }

        if (!startFlush)
        {
            return;
        }

        if (alone)
        {
            _ = FlushAsync();
        }
        else
        {
            // Others are at work on this connection, so more calls are likely under way on other threads and behind this one in the
            // thread pool: a flush that queues up behind them takes all of them along in one write.
            ThreadPool.UnsafeQueueUserWorkItem(static connection => _ = connection.FlushAsync(), this, preferLocal: false);
        }
    }

    /// <summary>Sends calls that were written before, on a connection that is nobody else's.</summary>
    /// <param name="messages">The calls as they go over the wire.</param>
    /// <param name="calls">Those of them that are answered, in order.</param>
    /// <param name="method">The method to name when the sending fails.</param>
    /// <exception cref="VarlinkConnectionException">The connection is closed, or broke while sending.</exception>
    public async Task SendAsync(OutgoingBuffer messages, IReadOnlyList<IPendingCall> calls, string method)
    {
        Task? flushing = null;
        lock (_gate)
        {
            if (_closed)
            {
                throw ConnectionFaults.Lost(method, Endpoint, VarlinkConnectionReason.ClosedByPeer, mayHaveExecuted: false, replyStarted: false, null);
            }

            messages.Written.CopyTo(_pending.GetSpan(messages.Length));
            _pending.Advance(messages.Length);
            _headSince = _clock.GetTimestamp();
            foreach (IPendingCall call in calls)
            {
                call.QueuedAt = _headSince;
                call.Sequence = ++_queued;
                call.Connection = this;
                _waiting.Enqueue(call);
            }

            if (calls.Any(static call => call.HasTimeLimit))
            {
                Watch(_headSince, _options.CallTimeout);
            }

            // The flush of the call before may not know yet that it is over; it takes these along then.
            if (_flushing)
            {
                flushing = WhenFlushed();
            }

            _flushing = true;
        }

        await (flushing ?? FlushAsync()).ConfigureAwait(false);
        if (calls.Count == 0 && IsClosed)
        {
            throw ConnectionFaults.Lost(method, Endpoint, VarlinkConnectionReason.Broken, mayHaveExecuted: true, replyStarted: false, null);
        }
    }

    private async Task FlushAsync()
    {
        try
        {
            while (true)
            {
                OutgoingBuffer batch;
                lock (_gate)
                {
                    if (_pending.Length == 0 || _closed)
                    {
                        _flushing = false;
                        _flushed?.TrySetResult();
                        _flushed = null;
                        return;
                    }

                    batch = _pending;
                    _pending = _inFlight;
                    _inFlight = batch;
                    _taken = _queued;
                }

                batch.Written.CopyTo(_transport.Output.GetSpan(batch.Length));
                _transport.Output.Advance(batch.Length);
                batch.Clear();

                // No token: what was begun is written to its end, whatever becomes of those who wait.
                var result = await _transport.Output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
                if (result.IsCompleted || result.IsCanceled)
                {
                    // Goes on, to find the connection closed.
                    Close(VarlinkConnectionReason.ClosedByPeer, innerException: null);
                }
            }
        }
        catch (Exception e)
        {
            // Whatever a transport throws, the stream of bytes is broken: all who wait are told.
            Close(VarlinkConnectionReason.Broken, e);
            lock (_gate)
            {
                _flushed?.TrySetResult();
            }
        }
    }

    /// <summary>Completes when nothing is being written. Called under the lock.</summary>
    private Task WhenFlushed() => _flushing
        ? (_flushed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task
        : Task.CompletedTask;
}
