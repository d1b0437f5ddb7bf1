using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Soak;

/// <summary>
/// Stands between client and service, knows nothing of varlink, and passes bytes on: in pieces, late, and now and then not to the end. What goes
/// wrong is drawn from a seed.
/// </summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly string _target;
    private readonly FaultPlan _plan;
    private readonly Socket _listener;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Task, bool> _connections = new();
    private readonly Task _accepting;

    public FaultProxy(string path, string target, FaultPlan plan)
    {
        _target = target;
        _plan = plan;
        _listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen(512);
        _accepting = AcceptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections.Keys);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket client = await _listener.AcceptAsync(_stopping.Token);
                Task serving = ServeAsync(client);
                _connections[serving] = true;
                _ = serving.ContinueWith(task => _connections.TryRemove(task, out _), TaskScheduler.Default);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end of the phase.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using Socket near = client;
        using var far = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        try
        {
            await far.ConnectAsync(new UnixDomainSocketEndPoint(_target), cut.Token);
            await Task.WhenAll(PumpAsync(near, far, cut), PumpAsync(far, near, cut));
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One of the two is gone, or the connection was cut: both ends close now.
        }
    }

    private async Task PumpAsync(Socket from, Socket to, CancellationTokenSource cut)
    {
        byte[] buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, cut.Token) is > 0 and int received)
            {
                ReadOnlyMemory<byte> rest = buffer.AsMemory(0, received);
                while (!rest.IsEmpty)
                {
                    Fault fault = _plan.Next(rest.Length);
                    if (fault.Delay > TimeSpan.Zero)
                    {
                        await Task.Delay(fault.Delay, cut.Token);
                    }

                    await SendAsync(to, rest[..fault.Size], cut.Token);
                    rest = rest[fault.Size..];
                    if (fault.Cuts)
                    {
                        await cut.CancelAsync();
                        return;
                    }
                }
            }

            // One direction has ended, and the other may go on; where it does not, the sockets close with it.
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            await cut.CancelAsync();
        }
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken token)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, token)..];
        }
    }
}
