using System.Net.Sockets;

namespace Varlink.Benchmarks.Peers;

/// <summary>The bytes of a Ping and of its reply over a socket, and nothing else: what any client of any kind has to pay.</summary>
internal sealed class BareEcho(string path) : IAsyncDisposable
{
    private static readonly byte[] Request = "{\"method\":\"io.podman.Ping\"}\0"u8.ToArray();
    private static readonly byte[] Reply = "{\"parameters\":{\"ping\":{\"message\":\"OK\"}}}\0"u8.ToArray();

    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Socket _client = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly byte[] _buffer = new byte[4096];
    private Task _serving = Task.CompletedTask;

    public async Task StartAsync()
    {
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        await _client.ConnectAsync(new UnixDomainSocketEndPoint(path));
        Socket server = await _listener.AcceptAsync();
        _serving = Task.Run(() => ServeAsync(server));
    }

    public async ValueTask CallAsync()
    {
        await _client.SendAsync(Request);
        await ReceiveAsync(_client, _buffer);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _serving;
        _listener.Dispose();
    }

    private static async Task ServeAsync(Socket server)
    {
        using (server)
        {
            byte[] buffer = new byte[4096];
            while (await ReceiveAsync(server, buffer))
            {
                await server.SendAsync(Reply);
            }
        }
    }

    /// <summary>Receives up to the NUL.</summary>
    private static async ValueTask<bool> ReceiveAsync(Socket socket, byte[] buffer)
    {
        int count = 0;
        do
        {
            int received = await socket.ReceiveAsync(buffer.AsMemory(count));
            if (received == 0)
            {
                return false;
            }

            count += received;
        }
        while (buffer[count - 1] != 0);

        return true;
    }
}
