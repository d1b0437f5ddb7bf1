using System.IO.Pipelines;

namespace Varlink.Transports;

/// <summary>
/// Gathers bytes in one array and sends them with one write per flush, on the thread that flushes, as long as the system takes them.
/// </summary>
/// <remarks>
/// <para>
/// More may be written while a flush is under way, and flushed: what gathers meanwhile goes out together, in one write, when the write
/// under way is over. Writing and <em>starting</em> a flush exclude each other, as with every pipe: callers that share a writer do both
/// under one lock, and wait outside of it.
/// </para>
/// <para>
/// Cancelling a flush stops the waiting, never the writing: a message that is sent in part would be the end of the connection.
/// </para>
/// </remarks>
internal sealed class TransportWriter(ByteChannel channel) : PipeWriter
{
    /// <summary>Most messages fit; a connection that idles holds little more than this.</summary>
    public const int InitialSize = 4 * 1024;

    private readonly SendQueue _queue = new(channel);
    private readonly Lock _gate = new();
    private byte[] _gathering = [];
    private int _gathered;
    private bool _completed;
    private bool _interruptRequested;
    private TaskCompletionSource? _interrupt;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _gathered;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _gathering.AsMemory(_gathered);
    }

    public override Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _gathering.AsSpan(_gathered);
    }

    public override void Advance(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, _gathering.Length - _gathered);
        _gathered += bytes;
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfCompleted();
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<FlushResult>(cancellationToken);
        }

        Task? sending = SendGathered();
        return sending is null ? ValueTask.FromResult(Result()) : WaitAsync(sending, cancellationToken);
    }

    public override void CancelPendingFlush()
    {
        lock (_gate)
        {
            _interruptRequested = true;
            _interrupt?.TrySetResult();
        }
    }

    /// <summary>Sends what was not flushed yet, unless there is an error, and then tells the peer that nothing more will be sent.</summary>
    /// <param name="exception">Why writing ended early; null when all is written.</param>
    public override void Complete(Exception? exception = null)
    {
        if (CompleteCore(exception) is { } rest)
        {
            // Nobody awaits it here. A failure means that the peer is gone, which the reader of this connection finds out as well.
            _ = rest.ContinueWith(
                static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }

    /// <inheritdoc cref="Complete"/>
    /// <returns>Completes when the peer has been told.</returns>
    public override async ValueTask CompleteAsync(Exception? exception = null)
    {
        if (CompleteCore(exception) is { } rest)
        {
            await rest.ConfigureAwait(false);
        }
    }

    private Task? CompleteCore(Exception? exception)
    {
        if (_completed)
        {
            return null;
        }

        _completed = true;
        if (exception is not null)
        {
            _gathered = 0;
        }

        if (SendGathered() is { } sending)
        {
            return EndAfterAsync(sending);
        }

        channel.EndSending();
        return null;
    }

    private async Task EndAfterAsync(Task sending)
    {
        await sending.ConfigureAwait(false);
        channel.EndSending();
    }

    private Task? SendGathered()
    {
        (byte[] bytes, int count) = (_gathering, _gathered);
        if (count > 0)
        {
            (_gathering, _gathered) = ([], 0);
        }

        return _queue.Send(bytes, count);
    }

    private async ValueTask<FlushResult> WaitAsync(Task sending, CancellationToken cancellationToken)
    {
        Task first = await Task.WhenAny(sending, InterruptTask()).WaitAsync(cancellationToken).ConfigureAwait(false);
        await first.ConfigureAwait(false);
        return Result();
    }

    private Task InterruptTask()
    {
        lock (_gate)
        {
            _interrupt ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_interruptRequested)
            {
                _interrupt.TrySetResult();
            }

            return _interrupt.Task;
        }
    }

    private FlushResult Result()
    {
        lock (_gate)
        {
            bool interrupted = _interruptRequested;
            _interruptRequested = false;
            _interrupt = interrupted ? null : _interrupt;
            return new FlushResult(interrupted, isCompleted: false);
        }
    }

    private void MakeRoom(int sizeHint)
    {
        ThrowIfCompleted();
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        int needed = Math.Max(sizeHint, 1);
        if (_gathering.Length == 0)
        {
            _gathering = _queue.TakeSpare();
        }

        if (_gathering.Length - _gathered < needed)
        {
            long enough = (long)_gathered + needed;
            long size = Math.Max(Math.Max(InitialSize, 2L * _gathering.Length), enough);
            Array.Resize(ref _gathering, checked((int)Math.Min(size, Math.Max(Array.MaxLength, enough))));
        }
    }

    private void ThrowIfCompleted()
    {
        if (_completed)
        {
            throw new InvalidOperationException("The writer was completed: nothing more can be sent over this connection.");
        }
    }
}
