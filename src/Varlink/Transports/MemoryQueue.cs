namespace Varlink.Transports;

/// <summary>One direction of a connection in memory: a bounded queue of bytes with one sender and one receiver.</summary>
internal sealed class MemoryQueue(int capacity)
{
    private const int InitialSize = 1024;

    private readonly Lock _gate = new();
    private byte[] _bytes = [];
    private int _start;
    private int _count;
    private bool _ended;
    private string? _receivingFails;
    private string? _sendingFails;
    private TaskCompletionSource? _changed;

    public bool HasUnread
    {
        get
        {
            lock (_gate)
            {
                return _count > 0;
            }
        }
    }

    /// <summary>Receives what is there, at least one byte, or 0 when the sender has ended.</summary>
    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_count > 0)
                {
                    int count = Take(buffer.Span);
                    Change();
                    return count;
                }

                if (_receivingFails is not null)
                {
                    throw new IOException(_receivingFails);
                }

                if (_ended)
                {
                    return 0;
                }

                changed = NextChange();
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends all the bytes; waits for room where there is none.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_sendingFails is not null)
                {
                    throw new IOException(_sendingFails);
                }

                int count = Put(bytes.Span);
                if (count > 0)
                {
                    Change();
                }

                bytes = bytes[count..];
                if (bytes.IsEmpty)
                {
                    return;
                }

                changed = NextChange();
            }

            await changed.ConfigureAwait(false);
        }
    }

    /// <summary>Waits until everything that was sent is received.</summary>
    public async Task DrainedAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_count == 0 || _sendingFails is not null)
                {
                    return;
                }

                changed = NextChange();
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Nothing more will be sent: once the rest is received, the receiver sees the end.</summary>
    public void End()
    {
        lock (_gate)
        {
            _ended = true;
            _sendingFails ??= "Nothing more can be sent: this side of the connection has ended.";
            Change();
        }
    }

    /// <summary>The sender is gone without having ended: once the rest is received, receiving fails.</summary>
    public void BreakReceiving(string why)
    {
        lock (_gate)
        {
            if (!_ended)
            {
                _receivingFails ??= why;
            }

            _sendingFails ??= why;
            Change();
        }
    }

    /// <summary>The receiver is gone, on its own side: what was sent is dropped, receiving and sending fail.</summary>
    public void Close(string receivingFails, string sendingFails)
    {
        lock (_gate)
        {
            _count = 0;
            _receivingFails = receivingFails;
            _sendingFails ??= sendingFails;
            Change();
        }
    }

    private int Take(Span<byte> target)
    {
        int count = Math.Min(_count, target.Length);
        int first = Math.Min(count, _bytes.Length - _start);
        _bytes.AsSpan(_start, first).CopyTo(target);
        _bytes.AsSpan(0, count - first).CopyTo(target[first..]);
        _start = (_start + count) % _bytes.Length;
        _count -= count;
        return count;
    }

    private int Put(ReadOnlySpan<byte> source)
    {
        int count = Math.Min(capacity - _count, source.Length);
        Reserve(_count + count);
        if (count == 0)
        {
            return 0;
        }

        int end = (_start + _count) % _bytes.Length;
        int first = Math.Min(count, _bytes.Length - end);
        source[..first].CopyTo(_bytes.AsSpan(end));
        source[first..count].CopyTo(_bytes);
        _count += count;
        return count;
    }

    /// <summary>Grows with what is sent, up to the capacity: most connections never hold more than a message.</summary>
    private void Reserve(int needed)
    {
        if (needed > _bytes.Length)
        {
            byte[] larger = new byte[Math.Min(capacity, Math.Max(Math.Max(needed, InitialSize), 2 * _bytes.Length))];
            int first = Math.Min(_count, _bytes.Length - _start);
            _bytes.AsSpan(_start, first).CopyTo(larger);
            _bytes.AsSpan(0, _count - first).CopyTo(larger.AsSpan(first));
            _bytes = larger;
            _start = 0;
        }
    }

    private Task NextChange() =>
        (_changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private void Change()
    {
        _changed?.SetResult();
        _changed = null;
    }
}
