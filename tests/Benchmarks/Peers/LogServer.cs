using System.Net.Sockets;
using System.Text;

namespace Varlink.Benchmarks.Peers;

/// <summary>
/// Answers every GetContainerLogs with <c>more</c> by the same frames, as fast as the socket takes them, and one without by the last frame: a
/// daemon whose log has been rotated.
/// </summary>
internal sealed class LogServer : IAsyncDisposable
{
    public const int LinesPerReply = 100;
    private const int LineLength = 100;
    private const int RepliesPerWrite = 8;

    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _path;
    private readonly int _replies;
    private readonly byte[] _continuing = Reply(continues: true);
    private readonly byte[] _last = Reply(continues: false);
    private Task _accepting = Task.CompletedTask;

    public LogServer(string path, int lines)
    {
        _path = path;
        _replies = lines / LinesPerReply;
    }

    public void Start()
    {
        _listener.Bind(new UnixDomainSocketEndPoint(_path));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    public async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_path));
        return socket;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
    }

    private static byte[] Reply(bool continues)
    {
        const string prefix = "2018-08-23T21:11:41.751428792+00:00 stdout F ";
        string text = new('x', LineLength - prefix.Length - 3);

        // The lines of the last reply differ from those before, so that it is seen where a follower has come to.
        IEnumerable<string> all = Enumerable.Range(continues ? 100 : 200, LinesPerReply).Select(number => $"\"{prefix}{text}{number}\"");
        string lines = string.Join(',', all);
        return Encoding.UTF8.GetBytes($"{{\"parameters\":{{\"container\":[{lines}]}}{(continues ? ",\"continues\":true" : "")}}}\0");
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptAsync();
                _ = Task.Run(() => ServeAsync(socket));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The end of the bench.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            byte[] buffer = new byte[4096];
            byte[] several = [.. Enumerable.Repeat(_continuing, RepliesPerWrite).SelectMany(static reply => reply)];
            try
            {
                while (await ReceiveAsync(socket, buffer) is { } request)
                {
                    if (!request.Contains("\"more\":true", StringComparison.Ordinal))
                    {
                        await SendAsync(socket, _last);
                        continue;
                    }

                    int left = _replies - 1;
                    for (; left >= RepliesPerWrite; left -= RepliesPerWrite)
                    {
                        await SendAsync(socket, several);
                    }

                    await SendAsync(socket, several.AsMemory(0, left * _continuing.Length));
                    await SendAsync(socket, _last);
                }
            }
            catch (SocketException)
            {
                // The client has left.
            }
        }
    }

    private static async Task<string?> ReceiveAsync(Socket socket, byte[] buffer)
    {
        int count = 0;
        do
        {
            int received = await socket.ReceiveAsync(buffer.AsMemory(count));
            if (received == 0)
            {
                return null;
            }

            count += received;
        }
        while (buffer[count - 1] != 0);

        return Encoding.UTF8.GetString(buffer, 0, count - 1);
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes)..];
        }
    }
}
