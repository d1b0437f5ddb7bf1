using System.Net;
using System.Net.Sockets;

namespace Varlink.Transports;

/// <summary>Connects to a TCP port of a host, by its name or its address.</summary>
internal sealed class TcpConnector(string endpoint, string host, int port) : IVarlinkConnector
{
    public string Endpoint => endpoint;

    public async ValueTask<VarlinkTransportConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (IPAddress.TryParse(host, out IPAddress? address))
            {
                await socket.ConnectAsync(address, port, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await socket.ConnectAsync(host, port, cancellationToken).ConfigureAwait(false);
            }

            Prepare(socket);
            return new ChannelConnection(endpoint, new SocketChannel(socket, endpoint));
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (e is SocketException failure)
            {
                throw Describe(failure);
            }

            throw;
        }
    }

    /// <summary>
    /// Messages are small and go out whole, so nothing is gained by holding them back. And a peer that vanished is found out after about two
    /// minutes, even by a call that waits for hours: the system asks after a minute of silence, and gives up after some unanswered questions.
    /// </summary>
    public static void Prepare(Socket socket)
    {
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 5);
    }

    private VarlinkConnectionException Describe(SocketException failure)
    {
        (VarlinkConnectionReason reason, string message) = failure.SocketErrorCode switch
        {
            SocketError.HostNotFound or SocketError.NoData => (
                VarlinkConnectionReason.NotFound, $"The host of {endpoint} is not known: there is no address for the name '{host}'."),
            SocketError.TryAgain => (
                VarlinkConnectionReason.NotFound, $"The host of {endpoint} could not be looked up: the name service does not answer."),
            SocketError.ConnectionRefused => (
                VarlinkConnectionReason.Refused, $"Nobody listens on {endpoint}. Is the service running, and is this its port?"),
            SocketError.TimedOut => (
                VarlinkConnectionReason.TimedOut, $"{endpoint} does not answer. Is the host up, and does a firewall let this port through?"),
            SocketError.AccessDenied => (
                VarlinkConnectionReason.PermissionDenied, $"The system does not allow connections to {endpoint}; a firewall may say so."),
            _ => (VarlinkConnectionReason.Unknown, $"Connecting to {endpoint} failed: {failure.Message}"),
        };
        return new VarlinkConnectionException(message, reason, endpoint: endpoint, innerException: failure);
    }
}
