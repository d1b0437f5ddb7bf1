using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;

namespace Podman.Testing.Containers;

/// <summary>One client that is attached to a container.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore's wait handle is never asked for: there is nothing to free.")]
internal sealed class SocketAttachment : IAttachment
{
    private const byte OutputKind = 2;
    private const byte ErrorKind = 3;

    // What a container monitor sends at once, and the most that it reads at once: of a larger packet it loses the rest.
    private const int SentPacketSize = 8192;
    private const int ReceivedPacketSize = 32 * 1024;

    private readonly Socket _socket;
    private readonly AttachHub _hub;
    private readonly SemaphoreSlim _sending = new(1, 1);

    public SocketAttachment(Socket socket, AttachHub hub)
    {
        _socket = socket;
        _hub = hub;
    }

    /// <summary>Passes on what the client types, until it hangs up or is gone.</summary>
    public async Task ReceiveAsync(IContainerInput? input)
    {
        byte[] buffer = new byte[ReceivedPacketSize];
        try
        {
            while (await _socket.ReceiveAsync(buffer).ConfigureAwait(false) is var count && count > 0)
            {
                if (input is not null)
                {
                    await input.TypeAsync(buffer.AsMemory(0, count), CancellationToken.None).ConfigureAwait(false);
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The client is gone, or the container is: there is nothing more to pass on.
        }

        // Of a client that leaves without having read everything the system says that the connection was reset: it has left all the same.
        input?.HangUp();
    }

    public async ValueTask SendAsync(bool isError, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            for (; !bytes.IsEmpty; bytes = bytes[Math.Min(SentPacketSize, bytes.Length)..])
            {
                byte[] packet = [isError ? ErrorKind : OutputKind, .. bytes.Span[..Math.Min(SentPacketSize, bytes.Length)]];
                await _socket.SendAsync(packet, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // A program does not notice that nobody looks any more.
            _hub.Remove(this);
        }
        finally
        {
            _sending.Release();
        }
    }

    public void Close() => _socket.Dispose();
}
