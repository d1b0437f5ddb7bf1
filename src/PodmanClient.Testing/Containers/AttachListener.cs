using System.Net.Sockets;

namespace Podman.Testing.Containers;

/// <summary>
/// The socket of one container: packets of one kind byte (2 output, 3 error) and data to the client, plain data from it. Packets keep their
/// bounds, so nothing has to say where one ends.
/// </summary>
internal sealed class AttachListener : IDisposable
{
    private readonly Socket _socket;
    private readonly AttachHub _hub;

    public AttachListener(string path, AttachHub hub)
    {
        _hub = hub;
        _socket = new Socket(AddressFamily.Unix, SocketType.Seqpacket, ProtocolType.Unspecified);
        try
        {
            _socket.Bind(new UnixDomainSocketEndPoint(path));
            _socket.Listen();
        }
        catch (SocketException)
        {
            _socket.Dispose();
            throw;
        }

        _ = AcceptAsync();
    }

    public void Dispose() => _socket.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket client = await _socket.AcceptAsync().ConfigureAwait(false);
                _ = new SocketAttachment(client, _hub).ReceiveAsync();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed: the engine ends.
        }
    }
}
