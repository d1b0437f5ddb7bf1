using System.Net.Sockets;

namespace Varlink.Transports;

/// <summary>Accepts connections from a socket that listens.</summary>
/// <param name="socket">The socket.</param>
/// <param name="endpoint">The address that it listens on.</param>
/// <param name="path">The file of a unix socket; null where there is none.</param>
internal sealed class SocketListener(Socket socket, string endpoint, string? path) : IVarlinkListener, IBacklog
{
    // The runtime shuts a socket down that is disposed of while another thread uses it, and with it everybody else's descriptors of it: systemd
    // would find the socket that it keeps for this service dead. So nobody may be at it then. Who accepts asynchronously cancels that first.
    private readonly Lock _inUse = new();
    private volatile bool _disposed;

    public string Endpoint => endpoint;

    public async ValueTask<VarlinkTransportConnection?> AcceptAsync(CancellationToken cancellationToken)
    {
        while (!_disposed)
        {
            try
            {
                return Wrap(await socket.AcceptAsync(cancellationToken).ConfigureAwait(false));
            }
            catch (SocketException e) when (!_disposed && e.SocketErrorCode is SocketError.ConnectionAborted or SocketError.ConnectionReset)
            {
                // A client that gave up while it was waiting to be accepted.
            }
            catch (SocketException e) when (!_disposed)
            {
                throw new IOException($"Accepting a connection at {endpoint} failed: {e.Message}", e);
            }
            catch (Exception e) when (_disposed && e is SocketException or ObjectDisposedException)
            {
                break;
            }
        }

        return null;
    }

    public VarlinkTransportConnection? TryAccept()
    {
        lock (_inUse)
        {
            if (_disposed)
            {
                return null;
            }

            try
            {
                // Only the synchronous accept heeds it: it says that nobody is there instead of waiting.
                socket.Blocking = false;
                return Wrap(socket.Accept());
            }
            catch (SocketException e) when (
                e.SocketErrorCode is SocketError.WouldBlock or SocketError.ConnectionAborted or SocketError.ConnectionReset)
            {
                return null;
            }
            catch (SocketException e)
            {
                throw new IOException($"Accepting a connection at {endpoint} failed: {e.Message}", e);
            }
        }
    }

    /// <summary>
    /// Stops to listen. The file of a unix socket is removed with it, which the runtime does for sockets that it has bound: under the lock, lest
    /// it removes the file of a successor that takes the path right then.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        using UnixPathLock? pathLock = path is null ? null : await UnixPathLock.AcquireAsync(path, CancellationToken.None).ConfigureAwait(false);
        lock (_inUse)
        {
            socket.Dispose();
        }
    }

    private ChannelConnection Wrap(Socket accepted) => new(Prepare(accepted), new SocketChannel(accepted, endpoint));

    private string Prepare(Socket accepted)
    {
        if (accepted.AddressFamily == AddressFamily.Unix)
        {
            return endpoint;
        }

        try
        {
            TcpConnector.Prepare(accepted);
            return accepted.RemoteEndPoint is { } remote ? $"tcp:{remote}" : endpoint;
        }
        catch (SocketException)
        {
            // Gone already; whoever reads from it will see.
            return endpoint;
        }
    }
}
