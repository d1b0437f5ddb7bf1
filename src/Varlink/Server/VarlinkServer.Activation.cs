using System.Net.Sockets;
using Varlink.Server;
using Varlink.Transports;

namespace Varlink;

/// <content>A service that something else starts when it is needed, systemd for example, or a client by an <c>exec:</c> address.</content>
public sealed partial class VarlinkServer
{
    /// <summary>
    /// Whether this process was started by socket activation, and its socket has not been taken yet: <c>LISTEN_FDS</c> is set, and meant for
    /// this process. Always false where the system is not Linux.
    /// </summary>
    public static bool IsSocketActivated => ActivatedSocket.Current.WhyNot() is null;

    /// <summary>
    /// Serves the socket that this process was started with, by systemd or by a client's <c>exec:</c> address. One that listens is accepted
    /// from until the server stops, and its file is left in place; one that is connected is served until its client leaves. With several
    /// sockets, it is the one named <c>varlink</c> (<c>LISTEN_FDNAMES</c>). Afterwards, the variables <c>LISTEN_*</c> are not set any more.
    /// </summary>
    /// <returns>The address of the socket; <c>activated:</c> for one that has none.</returns>
    /// <exception cref="InvalidOperationException">The process was not started with such a socket; the message says what is missing.</exception>
    /// <exception cref="PlatformNotSupportedException">The system is not Linux.</exception>
    /// <exception cref="ObjectDisposedException">The server has stopped.</exception>
    public string ListenActivated() => ListenActivated(ActivatedSocket.Current);

    internal string ListenActivated(ActivatedSocket activation)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("Sockets are passed to processes on Linux only. Listen on an address.");
        }

        ThrowIfStopped();
        (Socket socket, bool isListening, string endpoint) = activation.Take();
        try
        {
            if (isListening)
            {
                Listen(new SocketListener(socket, endpoint, path: null));
            }
            else
            {
                _ = ServeAsync(new ChannelConnection(endpoint, new SocketChannel(socket, endpoint)));
            }

            return endpoint;
        }
        catch (ObjectDisposedException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Waits until no connection has been open for a time, so that a service that is started when it is needed can leave when it is not. A
    /// client that waits at the socket counts as connected: with an idle time of zero, the one that the service was started for is served. From
    /// then on, no more connections are accepted: a client that comes while the server is being stopped waits at the socket, and where
    /// somebody else holds that socket open too, as systemd does, it is served by the next instance and notices nothing.
    /// </summary>
    /// <param name="idleTime">For how long there has to be no connection, by <see cref="VarlinkServerOptions.TimeProvider"/>.</param>
    /// <param name="cancellationToken">Stops the waiting; the server goes on as before.</param>
    /// <returns>Completes when the server is idle. Stop it then. Completes as well when the server is stopped meanwhile.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="idleTime"/> is negative, or longer than <see cref="VarlinkClientOptions.MaxTimeLimit"/>.</exception>
    public async Task WaitUntilIdleAsync(TimeSpan idleTime, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(idleTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(idleTime, VarlinkClientOptions.MaxTimeLimit);
        while (!_stopping.IsCancellationRequested)
        {
            (int count, Task changed) = _connections.Observe();
            if (count > 0)
            {
                await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            await changed.WaitAsync(idleTime, _options.TimeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            if (changed.IsCompleted)
            {
                continue;
            }

            // One that is accepted at this very moment is served: it is seen only once nobody accepts any longer. So is one that waits at the
            // socket since before: a service that is started for a client must not leave before it has looked for it.
            await _acceptGate.CloseAsync().ConfigureAwait(false);
            if (!AcceptWaiting() && !changed.IsCompleted)
            {
                return;
            }

            _acceptGate.Open();
        }
    }

    private bool AcceptWaiting()
    {
        AcceptLoop[] loops;
        lock (_gate)
        {
            loops = [.. _acceptLoops.Select(static loop => loop.Loop)];
        }

        bool anybody = false;
        foreach (AcceptLoop loop in loops)
        {
            anybody |= loop.TryAcceptWaiting();
        }

        return anybody;
    }
}
