namespace Varlink.Transports;

/// <summary>
/// Writes to a channel, one write at a time: on the caller's thread when none is under way, and otherwise, together with whatever else is
/// queued meanwhile, in one write as soon as the one under way is over.
/// </summary>
internal sealed class SendQueue(ByteChannel channel)
{
    /// <summary>An array that has grown beyond this for one message is not kept for the next.</summary>
    public const int KeptSize = 1024 * 1024;

    private readonly Lock _gate = new();
    private byte[]? _spare;
    private byte[] _queue = [];
    private int _queued;
    private TaskCompletionSource? _queueSent;
    private TaskCompletionSource? _sending;
    private Exception? _failure;

    /// <summary>An array to gather bytes in: one whose bytes are sent, if there is one, or an empty one.</summary>
    public byte[] TakeSpare()
    {
        lock (_gate)
        {
            byte[] spare = _spare ?? [];
            _spare = null;
            return spare;
        }
    }

    /// <summary>Sends bytes.</summary>
    /// <param name="bytes">The bytes; the array belongs to the queue from now on.</param>
    /// <param name="count">How many of them; may be 0, to wait for what was given before.</param>
    /// <returns>Completes when they are sent; null when they are sent already.</returns>
    public Task? Send(byte[] bytes, int count)
    {
        lock (_gate)
        {
            if (_failure is not null)
            {
                return Task.FromException(new IOException(_failure.Message, _failure));
            }

            if (_sending is not null)
            {
                return count == 0 ? (_queueSent ?? _sending).Task : Enqueue(bytes, count);
            }

            if (count == 0)
            {
                return null;
            }

            ValueTask send = channel.SendAsync(bytes.AsMemory(0, count));
            if (send.IsCompletedSuccessfully)
            {
                Keep(bytes);
                return null;
            }

            TaskCompletionSource sent = NewCompletion();
            _sending = sent;
            _ = SendAllAsync(send, bytes, sent);
            return sent.Task;
        }
    }

    private Task Enqueue(byte[] bytes, int count)
    {
        if (_queued == 0)
        {
            (_queue, _queued) = (bytes, count);
        }
        else
        {
            if (_queue.Length - _queued < count)
            {
                Array.Resize(ref _queue, checked(_queued + Math.Max(count, _queued)));
            }

            bytes.AsSpan(0, count).CopyTo(_queue.AsSpan(_queued));
            _queued += count;
            Keep(bytes);
        }

        _queueSent ??= NewCompletion();
        return _queueSent.Task;
    }

    /// <summary>Waits for a write that is under way, and writes what was queued behind it until nothing is left.</summary>
    private async Task SendAllAsync(ValueTask send, byte[] bytes, TaskCompletionSource sent)
    {
        try
        {
            while (true)
            {
                await send.ConfigureAwait(false);
                lock (_gate)
                {
                    Keep(bytes);
                    sent.SetResult();
                    if (_queueSent is null)
                    {
                        _sending = null;
                        return;
                    }

                    (bytes, int count, sent) = (_queue, _queued, _queueSent);
                    (_queue, _queued, _queueSent) = ([], 0, null);
                    _sending = sent;
                    send = channel.SendAsync(bytes.AsMemory(0, count));
                }
            }
        }
        catch (Exception e)
        {
            Fail(e, sent);
        }
    }

    /// <summary>Tells everybody who waits, or will send, that nothing more can be sent.</summary>
    private void Fail(Exception failure, TaskCompletionSource sent)
    {
        lock (_gate)
        {
            _failure = failure;
            _sending = null;
            sent.SetException(failure);
            _queueSent?.SetException(failure);

            // Those who wait see it; where nobody waits, because the flush was cancelled, it is no unobserved failure either.
            _ = sent.Task.Exception;
            _ = _queueSent?.Task.Exception;
        }
    }

    /// <summary>Keeps an array for the writing side whose bytes are sent, or copied.</summary>
    private void Keep(byte[] array)
    {
        if (array.Length <= KeptSize)
        {
            _spare = array;
        }
    }

    private static TaskCompletionSource NewCompletion() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
