using Microsoft.Extensions.Logging;
using Varlink.Transports;

namespace Varlink.Client;

/// <summary>
/// Holds the connections and gives them to calls, each by its <see cref="Lane"/>. Those that have nothing to do are kept for a while, for
/// whichever lane needs one next.
/// </summary>
internal sealed partial class ConnectionPool : IConnectionSource
{
    /// <summary>
    /// A shared connection whose oldest call has waited longer than this takes no further one: the daemon is busy with it, and answers
    /// one call at a time. It is longer than any answer out of memory takes, and shorter than a person notices.
    /// </summary>
    public static readonly TimeSpan ResponsiveLimit = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// How many calls a shared connection takes at once while another one may be opened. Of calls that come together it is not known how long
    /// they will take, and with the slow ones it is a pity to send them in single file. More would hardly save a system call.
    /// </summary>
    public const int MaxPipelined = 32;

    private readonly Lock _gate = new();
    private readonly HashSet<VarlinkConnection> _all = [];
    private readonly List<VarlinkConnection> _shared = [];
    private readonly List<VarlinkConnection> _idle = [];
    private readonly ConnectionOpener _opener;
    private readonly VarlinkClientOptions _options;
    private readonly ILogger _logger;
    private readonly ServicePace _pace;
    private readonly SemaphoreSlim _leases;
    private readonly CancellationTokenSource _disposing = new();
    private Task<VarlinkConnection>? _opening;

    public ConnectionPool(ConnectionOpener opener, VarlinkClientOptions options, ILogger logger)
    {
        _opener = opener;
        _options = options;
        _logger = logger;
        _pace = new ServicePace(options.TimeProvider);
        _leases = new SemaphoreSlim(options.MaxLeasedConnections);
        _sweeper = options.TimeProvider.CreateTimer(
            static state => ((ConnectionPool)state!).Sweep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public string Endpoint => _opener.Endpoint;

    public async ValueTask EnsureConnectedAsync(CancellationToken cancellationToken) =>
        await TakeSharedAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>A connection for a call, by the lane of its method.</summary>
    public ValueTask<ConnectionUse> TakeAsync(VarlinkMethod method, CancellationToken cancellationToken)
    {
        if (method.IsLongRunning)
        {
            return TakeExclusiveAsync(Lane.Own, cancellationToken);
        }

        if (method.IsReadOnly)
        {
            return TakeSharedAsync(cancellationToken);
        }

        return _leases.Wait(0, CancellationToken.None)
            ? TakeExclusiveAsync(Lane.Leased, cancellationToken)
            : WaitForLeaseAsync(method, cancellationToken);
    }

    /// <summary>A connection beyond every limit.</summary>
    public ValueTask<ConnectionUse> TakeExclusiveAsync(string method, CancellationToken cancellationToken) =>
        TakeExclusiveAsync(Lane.Own, cancellationToken);

    public void Return(VarlinkConnection connection, Lane lane)
    {
        if (lane == Lane.Shared)
        {
            return;
        }

        lock (_gate)
        {
            // One on which something is outstanding was given up in the middle of a call: it is being closed.
            if (!connection.IsClosed && connection.Outstanding == 0)
            {
                _idle.Add(connection);
                ArmSweeper();
            }
        }

        if (lane == Lane.Leased)
        {
            _leases.Release();
        }
    }

    /// <summary>A new connection, on which the stream does its own reading.</summary>
    public async ValueTask<IStreamCall<TParameters, TReply>> OpenStreamAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        VarlinkTransportConnection transport = await _opener.OpenAsync(cancellationToken, _disposing.Token).ConfigureAwait(false);
        return new StreamCall<TParameters, TReply>(transport, method, _options, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        VarlinkConnection[] all;
        lock (_gate)
        {
            if (_disposing.IsCancellationRequested)
            {
                return;
            }

            _disposing.Cancel();
            all = [.. _all];
            _shared.Clear();
            _idle.Clear();
        }

        await _sweeper.DisposeAsync().ConfigureAwait(false);
        foreach (VarlinkConnection connection in all)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private ValueTask<ConnectionUse> TakeSharedAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            if (FindShared() is { } connection)
            {
                return new(new ConnectionUse(this, connection, Lane.Shared));
            }
        }

        return OpenOrChooseSharedAsync(cancellationToken);
    }

    /// <summary>
    /// Makes a shared connection; calls that need one at the same time wait for the same, and look again then: it may not have room for all of
    /// them. At the limit, takes the least busy.
    /// </summary>
    private async ValueTask<ConnectionUse> OpenOrChooseSharedAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task<VarlinkConnection> opening;
            lock (_gate)
            {
                ThrowIfDisposed();
                VarlinkConnection? connection = FindShared();
                if (connection is null && _opening is null && _shared.Count >= _options.MaxSharedConnections)
                {
                    connection = FindLeastBusy();
                }

                if (connection is not null)
                {
                    return new ConnectionUse(this, connection, Lane.Shared);
                }

                opening = _opening ??= OpenSharedAsync();
            }

            try
            {
                VarlinkConnection opened = await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
                if (opened.IsClosed)
                {
                    // The call fails on it, unsent, and is made again a few times: not for as long as a service hangs up on whoever comes.
                    return new ConnectionUse(this, opened, Lane.Shared);
                }
            }
            catch (VarlinkConnectionException)
            {
                // A service that takes no further connection still answers on those that it has.
                lock (_gate)
                {
                    if (FindLeastBusy() is { } other)
                    {
                        return new ConnectionUse(this, other, Lane.Shared);
                    }
                }

                throw;
            }
        }
    }

    private async ValueTask<ConnectionUse> TakeExclusiveAsync(Lane lane, CancellationToken cancellationToken)
    {
        try
        {
            VarlinkConnection? connection;
            lock (_gate)
            {
                ThrowIfDisposed();
                connection = TakeIdle();
            }

            return new ConnectionUse(this, connection ?? await OpenAsync(cancellationToken).ConfigureAwait(false), lane);
        }
        catch when (lane == Lane.Leased)
        {
            _leases.Release();
            throw;
        }
    }

    private VarlinkConnection? FindLeastBusy() =>
        _shared.Where(static connection => !connection.IsClosed).MinBy(static connection => connection.Outstanding);

    private VarlinkConnection? FindShared()
    {
        foreach (VarlinkConnection connection in _shared)
        {
            if (connection.IsResponsive(ResponsiveLimit, MaxPipelined))
            {
                return connection;
            }
        }

        if (_shared.Count < _options.MaxSharedConnections && TakeIdle() is { } idle)
        {
            _shared.Add(idle);
            ArmSweeper();
            return idle;
        }

        return null;
    }

    private VarlinkConnection? TakeIdle()
    {
        // The one used last is the one least likely to be dead, and lets the others grow old.
        while (_idle.Count > 0)
        {
            VarlinkConnection connection = _idle[^1];
            _idle.RemoveAt(_idle.Count - 1);
            if (!connection.IsDead)
            {
                return connection;
            }
        }

        return null;
    }

    private async Task<VarlinkConnection> OpenSharedAsync()
    {
        await Task.Yield(); // The task must be in its field before it can end.
        try
        {
            VarlinkConnection connection = await OpenAsync(CancellationToken.None).ConfigureAwait(false);
            lock (_gate)
            {
                if (!connection.IsClosed)
                {
                    _shared.Add(connection);
                    ArmSweeper();
                }
            }

            return connection;
        }
        finally
        {
            lock (_gate)
            {
                _opening = null;
            }
        }
    }

    private async ValueTask<VarlinkConnection> OpenAsync(CancellationToken cancellationToken)
    {
        VarlinkTransportConnection transport = await _opener.OpenAsync(cancellationToken, _disposing.Token).ConfigureAwait(false);
        VarlinkConnection connection;
        lock (_gate)
        {
            connection = VarlinkConnection.Start(transport, _options, _pace, _logger, Forget);
            _all.Add(connection);
        }

        if (connection.IsClosed)
        {
            // It was closed before it was in the list that it takes itself off.
            Forget(connection);
        }

        if (_disposing.IsCancellationRequested)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            ThrowIfDisposed();
        }

        return connection;
    }

    private async ValueTask<ConnectionUse> WaitForLeaseAsync(VarlinkMethod method, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(_options.LeaseTimeout, _options.TimeProvider);
        using CancellationTokenSource all = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token, _disposing.Token);
        try
        {
            await _leases.WaitAsync(all.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            ThrowIfDisposed();
            throw ConnectionFaults.LeaseTimedOut(method.FullName, Endpoint, _options.LeaseTimeout, _options.MaxLeasedConnections);
        }

        return await TakeExclusiveAsync(Lane.Leased, cancellationToken).ConfigureAwait(false);
    }

    private void Forget(VarlinkConnection connection)
    {
        lock (_gate)
        {
            _all.Remove(connection);
            _shared.Remove(connection);
            _idle.Remove(connection);
        }

        // It frees what it holds once its reading has ended, which nobody needs to wait for.
        _ = connection.DisposeAsync().AsTask();
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposing.IsCancellationRequested, typeof(VarlinkClient));
}
