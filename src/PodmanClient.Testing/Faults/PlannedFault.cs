namespace Podman.Testing;

/// <summary>A fault that was planned, to be asserted and waited for.</summary>
public sealed class PlannedFault
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _injected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _skip;
    private int? _due;
    private int _count;

    internal PlannedFault(FaultKind kind, string? method, int skip, int? times)
    {
        Kind = kind;
        Method = method;
        _skip = skip;
        _due = times;
    }

    /// <summary>What goes wrong.</summary>
    public FaultKind Kind { get; }

    /// <summary>The full name of the method that it was planned for; null for any, and for connections.</summary>
    public string? Method { get; }

    /// <summary>How often it has gone wrong. Counted before a client can notice: who has got the error finds it counted.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    /// <summary>Whether it is still to come, or to come again.</summary>
    public bool IsDue
    {
        get
        {
            lock (_gate)
            {
                return _due is null or > 0;
            }
        }
    }

    /// <summary>
    /// Completes when it has gone wrong for the first time: a connection is closed, a stalled call is stalled, a delayed one waits for the engine's
    /// clock. Await it; a client may have noticed a moment before, so what has happened is asserted by <see cref="Count"/>.
    /// </summary>
    public Task Injected => _injected.Task;

    internal Task Released => _released.Task;

    internal TimeSpan Delay { get; init; }

    internal int Amount { get; init; }

    internal Varlink.VarlinkErrorException? Error { get; init; }

    /// <summary>Takes it back: nothing goes wrong any more by it, and calls that it stalled are carried out.</summary>
    public void Cancel()
    {
        lock (_gate)
        {
            _due = 0;
        }

        _released.TrySetResult();
    }

    /// <summary>Asks whether it befalls a call or connection that it is meant for.</summary>
    internal bool TryTake()
    {
        lock (_gate)
        {
            if (_due == 0)
            {
                return false;
            }

            if (_skip > 0)
            {
                _skip--;
                return false;
            }

            _due--;
            return true;
        }
    }

    internal void AddOne()
    {
        lock (_gate)
        {
            _count++;
        }
    }

    internal void SignalInjected() => _injected.TrySetResult();
}
