using System.Net.Sockets;

namespace Varlink.Transports;

/// <summary>Connects to a unix domain socket.</summary>
internal sealed class UnixConnector(string endpoint, UnixSocketName name) : IVarlinkConnector
{
    public string Endpoint => endpoint;

    public async ValueTask<VarlinkTransportConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (name.IsTooLong)
        {
            throw new VarlinkConnectionException(
                $"The path of {endpoint} has {name.ByteCount} bytes, and the system allows {UnixSocketName.MaxByteCount} for a socket. Use a " +
                "shorter path, or a symbolic link to its folder.",
                VarlinkConnectionReason.NotFound,
                endpoint: endpoint);
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(name.ToEndPoint(), cancellationToken).ConfigureAwait(false);
            return new ChannelConnection(endpoint, new SocketChannel(socket, endpoint));
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (e is SocketException failure)
            {
                throw UnixConnectFailure.Describe(endpoint, name, failure);
            }

            throw;
        }
    }
}
