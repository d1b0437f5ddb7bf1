using Microsoft.Extensions.Logging;
using Varlink.Diagnostics;
using Varlink.Transports;

namespace Varlink.Server;

/// <summary>Accepts connections from one listener until the server stops.</summary>
internal sealed class AcceptLoop(
    IVarlinkListener listener,
    AcceptGate gate,
    SemaphoreSlim connectionSlots,
    VarlinkServerOptions options,
    ILogger logger,
    Action<VarlinkTransportConnection> serve)
{
    /// <summary>How long to wait when the system refuses to give a connection, for want of descriptors for example.</summary>
    internal static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs until the server stops. Never throws.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        ServerLog.Listening(logger, listener.Endpoint);
        try
        {
            while (await AcceptOneAsync(stopping).ConfigureAwait(false))
            {
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server stops.
        }
        catch (Exception e)
        {
            ServerLog.AcceptingEnded(logger, listener.Endpoint, e);
        }

        await listener.DisposeAsync().ConfigureAwait(false);
        ServerLog.ListeningEnded(logger, listener.Endpoint);
    }

    /// <summary>Accepts a client that waits at the socket right now. Only for who holds the gate closed.</summary>
    /// <returns>False when nobody waits.</returns>
    public bool TryAcceptWaiting()
    {
        // Without a free place there are clients, and their server is not idle.
        if (listener is not IBacklog backlog || !connectionSlots.Wait(TimeSpan.Zero))
        {
            return false;
        }

        VarlinkTransportConnection? connection = null;
        try
        {
            connection = backlog.TryAccept();
        }
        catch (IOException e)
        {
            ServerLog.AcceptFailed(logger, listener.Endpoint, RetryDelay, e);
        }

        if (connection is null)
        {
            connectionSlots.Release();
            return false;
        }

        serve(connection);
        return true;
    }

    /// <summary>Accepts a connection and hands it over, both within the gate, or finds the gate closed meanwhile.</summary>
    /// <returns>False when there is nothing more to be accepted.</returns>
    private async Task<bool> AcceptOneAsync(CancellationToken stopping)
    {
        using AcceptGate.Passage passage = await gate.EnterAsync(stopping).ConfigureAwait(false);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, passage.Closing);
        try
        {
            VarlinkTransportConnection? connection = await AcceptAsync(either.Token).ConfigureAwait(false);
            if (connection is null)
            {
                return false;
            }

            serve(connection);
        }
        catch (OperationCanceledException) when (passage.Closing.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            // Goes on once the gate is open again.
        }

        return true;
    }

    private async Task<VarlinkTransportConnection?> AcceptAsync(CancellationToken stopping)
    {
        if (!await connectionSlots.WaitAsync(TimeSpan.Zero, stopping).ConfigureAwait(false))
        {
            ServerLog.TooManyConnections(
                logger,
                options.MaxConnections,
                $"{nameof(VarlinkServerOptions)}.{nameof(VarlinkServerOptions.MaxConnections)}",
                listener.Endpoint);
            await connectionSlots.WaitAsync(stopping).ConfigureAwait(false);
        }

        bool accepted = false;
        try
        {
            while (true)
            {
                try
                {
                    VarlinkTransportConnection? connection = await listener.AcceptAsync(stopping).ConfigureAwait(false);
                    accepted = connection is not null;
                    return connection;
                }
                catch (IOException e)
                {
                    ServerLog.AcceptFailed(logger, listener.Endpoint, RetryDelay, e);
                    await Task.Delay(RetryDelay, options.TimeProvider, stopping).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            if (!accepted)
            {
                connectionSlots.Release();
            }
        }
    }
}
