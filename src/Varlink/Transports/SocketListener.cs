using System.Net.Sockets;

namespace Varlink.Transports;

/// <summary>Accepts connections from a socket that listens.</summary>
internal sealed class SocketListener(Socket socket, string endpoint) : IVarlinkListener
{
    private volatile bool _disposed;

    public string Endpoint => endpoint;

    public async ValueTask<VarlinkTransportConnection?> AcceptAsync(CancellationToken cancellationToken)
    {
        while (!_disposed)
        {
            try
            {
                Socket accepted = await socket.AcceptAsync(cancellationToken).ConfigureAwait(false);
                return new ChannelConnection(Prepare(accepted), new SocketChannel(accepted, endpoint));
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

    /// <summary>Stops to listen. The file of a unix socket is removed with it: the runtime does that for sockets that it has bound.</summary>
    public ValueTask DisposeAsync()
    {
        _disposed = true;
        socket.Dispose();
        return default;
    }

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
