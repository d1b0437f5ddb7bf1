using System.Net.Sockets;
using Varlink;

namespace Podman;

/// <summary>
/// The socket that a container's streams go over. It carries packets, whose bounds it keeps: from the container one byte that tells the
/// stream, then the data; to the container just the data.
/// </summary>
internal sealed class AttachSocket : IDisposable
{
    /// <summary>The most that is sent as one packet. The monitor of a container reads packets of up to 32 KiB, and cuts off the rest of a larger one.</summary>
    public const int MaxSentPacket = 8192;

    // Monitors send 8 KiB at a time. Of a packet that does not fit, the rest would be lost: this is more than the system lets anybody send
    // at once, by its default of 208 KiB for what a socket holds.
    private const int MaxReceivedPacket = 256 * 1024;

    private const byte OutputKind = 2;
    private const byte ErrorKind = 3;

    private readonly Socket _socket;
    private readonly string _path;
    private byte[]? _buffer;
    private bool _wasReset;

    private AttachSocket(Socket socket, string path)
    {
        _socket = socket;
        _path = path;
    }

    /// <exception cref="VarlinkConnectionException">It cannot be connected to; the message says why.</exception>
    public static async Task<AttachSocket> ConnectAsync(string container, string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Seqpacket, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
            return new AttachSocket(socket, path);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            socket.Dispose();
            throw AttachFailure.Describe(container, path, e);
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Receives a packet.</summary>
    /// <returns>What the program wrote; null when it has ended, and everything was received.</returns>
    /// <exception cref="VarlinkConnectionException">The connection broke.</exception>
    /// <exception cref="ObjectDisposedException">It was closed on this side.</exception>
    public async ValueTask<ContainerOutput?> ReceiveAsync(CancellationToken cancellationToken)
    {
        _buffer ??= GC.AllocateUninitializedArray<byte>(MaxReceivedPacket);
        while (true)
        {
            int count;
            try
            {
                count = await _socket.ReceiveAsync(_buffer, SocketFlags.None, cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset && !_wasReset)
            {
                // The container ended without having read all of its input. The system says so once, ahead of what it wrote before.
                _wasReset = true;
                continue;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.OperationAborted)
            {
                throw new ObjectDisposedException(nameof(ContainerAttachment));
            }
            catch (SocketException e)
            {
                throw Broken(e);
            }

            if (count == 0)
            {
                return null;
            }

            return count < _buffer.Length
                ? new ContainerOutput(SourceOf(_buffer[0]), _buffer.AsSpan(1, count - 1).ToArray())
                : throw new VarlinkConnectionException(
                    $"A packet from {_path} was larger than {MaxReceivedPacket / 1024} KiB: its end is lost.",
                    VarlinkConnectionReason.Broken,
                    endpoint: _path);
        }
    }

    /// <summary>Sends what the program is to read.</summary>
    /// <exception cref="IOException">The container has ended.</exception>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            // All of a packet is taken, or nothing.
            ReadOnlyMemory<byte> packet = bytes[..Math.Min(MaxSentPacket, bytes.Length)];
            try
            {
                await _socket.SendAsync(packet, SocketFlags.None, cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.OperationAborted)
            {
                throw new ObjectDisposedException(nameof(ContainerAttachment));
            }
            catch (SocketException e)
            {
                throw new IOException($"The container takes no more input: {e.Message}. It has ended, or its input was completed.", e);
            }

            bytes = bytes[packet.Length..];
        }
    }

    /// <summary>Says that nothing more will be sent. Receiving goes on.</summary>
    public void EndSending()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The container has ended, or this side has detached: nothing more is sent in either case.
        }
    }

    public void Dispose() => _socket.Dispose();

    private static ContainerLogSource SourceOf(byte kind) => kind switch
    {
        OutputKind => ContainerLogSource.StandardOutput,
        ErrorKind => ContainerLogSource.StandardError,
        _ => ContainerLogSource.Unknown,
    };

    private VarlinkConnectionException Broken(SocketException cause) => new(
        $"The connection to the container's streams at {_path} broke: {cause.Message}.",
        VarlinkConnectionReason.Broken,
        endpoint: _path,
        innerException: cause);
}
