using Microsoft.Extensions.Logging;
using Varlink.Transports;

namespace Varlink.Client;

/// <summary>
/// One connection for all calls of a client, for services that keep state with it or are started for it. Calls take turns: none is sent
/// before the one ahead of it is answered, so one that still waits can be given up without a trace, and when the connection breaks, one
/// call is in doubt. It is not closed for being idle.
/// </summary>
internal sealed class SingleConnection(ConnectionOpener opener, VarlinkClientOptions options, ILogger logger) : IConnectionSource
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _disposing = new();

    // Changed only by whoever has the turn.
    private VarlinkConnection? _connection;

    public string Endpoint => opener.Endpoint;

    public async ValueTask EnsureConnectedAsync(CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        lock (_gate)
        {
            if (_connection is { IsDead: false })
            {
                return;
            }
        }

        using ConnectionUse use = await TakeExclusiveAsync("a first connection", cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<ConnectionUse> TakeAsync(VarlinkMethod method, CancellationToken cancellationToken) =>
        TakeExclusiveAsync(method.FullName, cancellationToken);

    public async ValueTask<ConnectionUse> TakeExclusiveAsync(string method, CancellationToken cancellationToken)
    {
        await WaitForTurnAsync(method, cancellationToken).ConfigureAwait(false);
        try
        {
            return new ConnectionUse(this, await ConnectAsync(cancellationToken).ConfigureAwait(false), Lane.Only);
        }
        catch
        {
            _turn.Release();
            throw;
        }
    }

    public async ValueTask<IStreamCall<TParameters, TReply>> OpenStreamAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, CancellationToken cancellationToken) =>
        new QueuedStreamCall<TParameters, TReply>(
            await TakeExclusiveAsync(method.FullName, cancellationToken).ConfigureAwait(false), method, options, cancellationToken);

    /// <summary>Gives the turn to the next, once the reply to a call that was given up has come, or the connection is closed because of it.</summary>
    public void Return(VarlinkConnection connection, Lane lane)
    {
        Task quiet = connection.WhenQuiet();
        if (quiet.IsCompleted)
        {
            _turn.Release();
        }
        else
        {
            _ = quiet.ContinueWith(
                static (_, turn) => ((SemaphoreSlim)turn!).Release(), _turn,
                CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    public async ValueTask DisposeAsync()
    {
        VarlinkConnection? connection;
        lock (_gate)
        {
            if (_disposing.IsCancellationRequested)
            {
                return;
            }

            _disposing.Cancel();
            connection = _connection;
        }

        if (connection is not null)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask WaitForTurnAsync(string method, CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        if (_turn.Wait(0, CancellationToken.None))
        {
            return;
        }

        using CancellationTokenSource limit = new(options.LeaseTimeout, options.TimeProvider);
        using CancellationTokenSource all = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token, _disposing.Token);
        try
        {
            await _turn.WaitAsync(all.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            ThrowIfDisposed();
            throw ConnectionFaults.TurnTimedOut(method, Endpoint, options.LeaseTimeout);
        }
    }

    private async ValueTask<VarlinkConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        if (_connection is { IsDead: false } open)
        {
            return open;
        }

        if (_connection is { } dead)
        {
            // A program that was started for it has ended before another one is.
            await dead.DisposeAsync().ConfigureAwait(false);
        }

        VarlinkTransportConnection transport = await opener.OpenAsync(cancellationToken, _disposing.Token).ConfigureAwait(false);
        VarlinkConnection connection = VarlinkConnection.Start(
            transport, options, new ServicePace(options.TimeProvider), logger, static closed => _ = closed.DisposeAsync().AsTask());
        bool disposed;
        lock (_gate)
        {
            _connection = connection;
            disposed = _disposing.IsCancellationRequested;
        }

        if (disposed)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            ThrowIfDisposed();
        }

        return connection;
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposing.IsCancellationRequested, typeof(VarlinkClient));
}
