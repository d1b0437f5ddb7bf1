using Varlink.TestKit;
using Varlink.Transports;

namespace Varlink.Tests.Transports;

/// <summary>The kinds of connection that must all behave alike.</summary>
public enum TransportKind
{
    Memory,
    Unix,
    Tcp,
    Tcp6,
}

/// <summary>Both ends of one connection.</summary>
internal sealed class TransportPair(
    VarlinkTransportConnection client, VarlinkTransportConnection server, TemporaryFolder? folder) : IAsyncDisposable
{
    public VarlinkTransportConnection Client => client;

    public VarlinkTransportConnection Server => server;

    public static async Task<TransportPair> CreateAsync(TransportKind kind, CancellationToken token)
    {
        if (kind == TransportKind.Memory)
        {
            (VarlinkTransportConnection first, VarlinkTransportConnection second) = MemoryTransport.CreatePair();
            return new TransportPair(first, second, null);
        }

        TemporaryFolder? folder = kind == TransportKind.Unix ? new TemporaryFolder() : null;
        string address = kind switch
        {
            TransportKind.Unix => $"unix:{folder!["s"]}",
            TransportKind.Tcp => "tcp:127.0.0.1:0",
            _ => "tcp:[::1]:0",
        };
        await using IVarlinkListener listener = await VarlinkAddress.Parse(address).ListenAsync(token);
        Task<VarlinkTransportConnection?> accepting = listener.AcceptAsync(token).AsTask();
        VarlinkTransportConnection client = await VarlinkAddress.Parse(listener.Endpoint).CreateConnector().ConnectAsync(token);
        return new TransportPair(client, (await accepting)!, folder);
    }

    public async ValueTask DisposeAsync()
    {
        client.Abort();
        server.Abort();
        await client.DisposeAsync();
        await server.DisposeAsync();
        folder?.Dispose();
    }
}
