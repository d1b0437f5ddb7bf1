namespace Varlink.Client;

/// <summary>Counts the calls of a client, so that it can be disposed when the last one has ended, and takes none after that.</summary>
internal sealed class CallsUnderWay
{
    private readonly TaskCompletionSource _none = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The count in the lower bits; the highest bit is set once no call is taken any more.
    private const long Closed = 1L << 62;
    private long _state;

    public bool IsClosed => (Volatile.Read(ref _state) & Closed) != 0;

    public int Count => (int)(Volatile.Read(ref _state) & ~Closed);

    /// <summary>Counts a call until the entry is disposed.</summary>
    /// <exception cref="ObjectDisposedException">No call is taken any more.</exception>
    public Entry Enter()
    {
        if ((Interlocked.Increment(ref _state) & Closed) != 0)
        {
            Leave();
            throw new ObjectDisposedException(typeof(VarlinkClient).FullName);
        }

        return new Entry(this);
    }

    /// <summary>Takes no call any more. Returns false when that was so before.</summary>
    public bool Close()
    {
        long before = Interlocked.Or(ref _state, Closed);
        if (before == 0)
        {
            _none.TrySetResult();
        }

        return (before & Closed) == 0;
    }

    /// <summary>Waits for the last call to end. Returns false when the token fired first.</summary>
    public async Task<bool> WaitUntilNoneAsync(CancellationToken cancellationToken)
    {
        Task ended = await Task.WhenAny(_none.Task, Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken)).ConfigureAwait(false);
        return ended == _none.Task;
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _state) == Closed)
        {
            _none.TrySetResult();
        }
    }

    /// <summary>One call.</summary>
    internal readonly struct Entry(CallsUnderWay owner) : IDisposable
    {
        public void Dispose() => owner.Leave();
    }
}
