using Varlink;
using Varlink.Transports;

namespace Podman.Testing.Faults;

/// <summary>Connects to the engine within the process, by connections that can be made to go wrong.</summary>
internal sealed class FaultyConnector(VarlinkServer server, DaemonLife life, string endpoint) : IVarlinkConnector
{
    public string Endpoint => endpoint;

    public ValueTask<VarlinkTransportConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<VarlinkTransportConnection>(cancellationToken);
        }

        (VarlinkTransportConnection client, VarlinkTransportConnection accepted) = MemoryTransport.CreatePair(endpoint);
        if (!life.TryOpen(accepted, out FaultyConnection? connection))
        {
            return Refused($"Nobody listens at {endpoint} in this process.");
        }

        try
        {
            _ = server.ServeAsync(connection);
            return ValueTask.FromResult(client);
        }
        catch (ObjectDisposedException)
        {
            return Refused($"The engine {endpoint} in this process has been disposed of.");
        }
    }

    private ValueTask<VarlinkTransportConnection> Refused(string message) => ValueTask.FromException<VarlinkTransportConnection>(
        new VarlinkConnectionException(message, VarlinkConnectionReason.Refused, endpoint: endpoint));
}
