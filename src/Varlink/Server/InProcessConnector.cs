using Varlink.Transports;

namespace Varlink.Server;

/// <summary>Connects to a server in the same process, through the same encoding as over a socket.</summary>
internal sealed class InProcessConnector(VarlinkServer server, string endpoint) : IVarlinkConnector
{
    public string Endpoint => endpoint;

    public ValueTask<VarlinkTransportConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<VarlinkTransportConnection>(cancellationToken);
        }

        (VarlinkTransportConnection client, VarlinkTransportConnection accepted) = MemoryTransport.CreatePair(endpoint);
        if (server.TryServe(accepted, out _))
        {
            return ValueTask.FromResult(client);
        }

        return ValueTask.FromException<VarlinkTransportConnection>(new VarlinkConnectionException(
            $"The server {endpoint} in this process has stopped.", VarlinkConnectionReason.Refused, endpoint: endpoint));
    }
}
