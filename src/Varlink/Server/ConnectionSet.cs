using Microsoft.Extensions.Logging;
using Varlink.Diagnostics;

namespace Varlink.Server;

/// <summary>The connections of a server that are open.</summary>
internal sealed class ConnectionSet(ILogger logger)
{
    /// <summary>
    /// How long cancelled calls may take to end before the server stops without them. A service that does not heed its token must not keep
    /// a program from ending.
    /// </summary>
    internal static readonly TimeSpan CancelTimeout = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly HashSet<ServerConnection> _open = [];
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _changed = NewChange();
    private bool _closed;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>Serves a connection on a thread of its own choice.</summary>
    /// <returns>False when no more connections are taken.</returns>
    public bool TryRun(ServerConnection connection, out Task running)
    {
        lock (_gate)
        {
            if (_closed)
            {
                running = Task.CompletedTask;
                return false;
            }

            _open.Add(connection);
            SignalChange();
        }

        running = Task.Run(
            async () =>
            {
                await connection.RunAsync().ConfigureAwait(false);
                Remove(connection);
            });
        return true;
    }

    /// <summary>How many connections are open, and what completes when one is opened or closed, or no more are taken.</summary>
    public (int Count, Task Changed) Observe()
    {
        lock (_gate)
        {
            return (_open.Count, _changed.Task);
        }
    }

    /// <summary>Takes no more connections.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            SignalChange();
            SignalWhenEmpty();
        }
    }

    /// <summary>Waits until all connections have ended, once no more are taken.</summary>
    /// <returns>False when the time has passed before.</returns>
    public async Task<bool> WaitUntilEmptyAsync(TimeSpan timeout, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            await _empty.Task.WaitAsync(timeout, clock, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            return _empty.Task.IsCompleted;
        }
    }

    /// <summary>Closes all connections, and waits until they have ended, for a moment.</summary>
    public async Task AbortAsync()
    {
        ServerConnection[] open;
        lock (_gate)
        {
            open = [.. _open];
        }

        foreach (ServerConnection connection in open)
        {
            connection.Abort();
        }

        if (!await WaitUntilEmptyAsync(CancelTimeout, TimeProvider.System, CancellationToken.None).ConfigureAwait(false))
        {
            ServerLog.CallsIgnoreStop(logger, Count);
        }
    }

    private void Remove(ServerConnection connection)
    {
        lock (_gate)
        {
            _open.Remove(connection);
            SignalChange();
            SignalWhenEmpty();
        }
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void SignalChange()
    {
        _changed.SetResult();
        _changed = NewChange();
    }

    private void SignalWhenEmpty()
    {
        if (_closed && _open.Count == 0)
        {
            _empty.TrySetResult();
        }
    }
}
