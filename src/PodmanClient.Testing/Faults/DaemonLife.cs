using System.Diagnostics.CodeAnalysis;
using Varlink.Transports;

namespace Podman.Testing.Faults;

/// <summary>Whether the daemon that the engine pretends to be is there, and who is connected to it.</summary>
internal sealed class DaemonLife(FaultBook book, TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<FaultyConnection> _open = [];
    private readonly List<FaultyListener> _listeners = [];

    // Going down and coming up take turns.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _isDown;
    private TimeSpan? _idleTime;
    private ITimer? _idle;

    public bool IsDown
    {
        get
        {
            lock (_gate)
            {
                return _isDown;
            }
        }
    }

    public FaultyListener Add(IVarlinkListener listener)
    {
        var faulty = new FaultyListener(listener, this);
        lock (_gate)
        {
            _listeners.Add(faulty);
        }

        return faulty;
    }

    public void Forget(FaultyListener listener)
    {
        lock (_gate)
        {
            _listeners.Remove(listener);
        }
    }

    /// <summary>Takes a connection, unless the daemon is down or a fault is planned.</summary>
    public bool TryOpen(VarlinkTransportConnection accepted, [NotNullWhen(true)] out FaultyConnection? connection)
    {
        connection = null;
        if (IsDown)
        {
            return false;
        }

        if (book.TakeForConnection() is { } refusal)
        {
            book.Note(refusal, method: null);
            refusal.SignalInjected();
            return false;
        }

        var opened = new FaultyConnection(accepted, Closed);
        lock (_gate)
        {
            if (_isDown)
            {
                return false;
            }

            _open.Add(opened);
            StopTimer();
        }

        connection = opened;
        return true;
    }

    public void ExitWhenIdle(TimeSpan idleTime)
    {
        lock (_gate)
        {
            _idleTime = idleTime;
            StartTimerWhenIdle();
        }
    }

    public void StayUp()
    {
        lock (_gate)
        {
            _idleTime = null;
            StopTimer();
        }
    }

    public Task GoDownAsync() => GoDownAsync(onlyWhenIdle: false);

    public async Task ComeUpAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (!IsDown)
            {
                return;
            }

            foreach (FaultyListener listener in Listeners())
            {
                await listener.OpenAsync().ConfigureAwait(false);
            }

            lock (_gate)
            {
                _isDown = false;
                StartTimerWhenIdle();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => StayUp();

    private async Task GoDownAsync(bool onlyWhenIdle)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            FaultyConnection[] open;
            lock (_gate)
            {
                if (_isDown || (onlyWhenIdle && (_open.Count > 0 || _idleTime is null)))
                {
                    return;
                }

                _isDown = true;
                StopTimer();
                open = [.. _open];
            }

            foreach (FaultyListener listener in Listeners())
            {
                await listener.CloseAsync().ConfigureAwait(false);
            }

            foreach (FaultyConnection connection in open)
            {
                await connection.CutAsync().ConfigureAwait(false);
            }

            book.Note(FaultKind.DaemonGone, method: null);
        }
        finally
        {
            _turn.Release();
        }
    }

    private FaultyListener[] Listeners()
    {
        lock (_gate)
        {
            return [.. _listeners];
        }
    }

    private void Closed(FaultyConnection connection)
    {
        lock (_gate)
        {
            _open.Remove(connection);
            StartTimerWhenIdle();
        }
    }

    private void StartTimerWhenIdle()
    {
        StopTimer();
        if (!_isDown && _open.Count == 0 && _idleTime is { } idleTime)
        {
            _idle = time.CreateTimer(_ => _ = GoDownAsync(onlyWhenIdle: true), null, idleTime, Timeout.InfiniteTimeSpan);
        }
    }

    private void StopTimer()
    {
        _idle?.Dispose();
        _idle = null;
    }
}
