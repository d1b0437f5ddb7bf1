using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Varlink.Transports;

/// <summary>A connected stream socket.</summary>
internal sealed class SocketChannel(Socket socket, string endpoint) : ByteChannel
{
    /// <summary>How much a close reads and drops at most. A peer that sends without end is not waited for.</summary>
    private const int MaxDropped = 1024 * 1024;

    private volatile bool _closed;
    private volatile bool _receiving;

    /// <summary>
    /// A send of nothing asks the system whether sending is still possible. On a unix socket it is not as soon as the peer has closed, and
    /// it is while the peer has merely ended its own direction; on TCP the peer's host has to refuse something first.
    /// </summary>
    public override bool IsClosedByPeer
    {
        get
        {
            if (_closed)
            {
                return false;
            }

            try
            {
                Task<int> probe = socket.SendAsync(ReadOnlyMemory<byte>.Empty, SocketFlags.None).AsTask();
                if (probe.IsFaulted)
                {
                    return probe.Exception.InnerException is SocketException && !_closed;
                }

                // Queued behind a send that waits for the peer to read: it may fail when the connection is closed later.
                _ = probe.ContinueWith(
                    static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
                return false;
            }
            catch (ObjectDisposedException)
            {
                // Closed on this side while asking.
                return false;
            }
        }
    }

    public override bool HasUnread
    {
        get
        {
            try
            {
                return socket.Available > 0;
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // It is broken or closed: nothing will be read from it.
                return false;
            }
        }
    }

    public override VarlinkPeerCredentials? PeerCredentials => PeerCredentialsReader.Read(socket);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        _receiving = true;
        try
        {
            return await socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw Broken(e);
        }
        finally
        {
            _receiving = false;
        }
    }

    public override async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            do
            {
                int sent = await socket.SendAsync(bytes, SocketFlags.None).ConfigureAwait(false);
                bytes = bytes[sent..];
            }
            while (!bytes.IsEmpty);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw Broken(e);
        }
    }

    public override void EndSending()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // There is no longer anybody to tell.
        }
    }

    public override void Close()
    {
        if (!_closed)
        {
            _closed = true;
            EndSending();
            DropUnread();
            socket.Dispose();
        }
    }

    public override void Abort()
    {
        if (!_closed)
        {
            _closed = true;
            if (socket.AddressFamily != AddressFamily.Unix)
            {
                try
                {
                    // A reset instead of an orderly end, so that the peer does not take a cut for the end of what was sent.
                    socket.LingerState = new LingerOption(enable: true, seconds: 0);
                }
                catch (Exception e) when (e is SocketException or ObjectDisposedException)
                {
                    // The connection broke on its own, or another thread closes it right now.
                }
            }

            socket.Dispose();
        }
    }

    /// <summary>
    /// Takes what has arrived and nobody will read. A socket that is closed with unread bytes resets the connection, and the peer may
    /// lose what was sent to it last.
    /// </summary>
    private void DropUnread()
    {
        try
        {
            // Where somebody is receiving, nothing lies unread; and to receive beside it would be to wait behind it.
            Span<byte> buffer = stackalloc byte[4096];
            int dropped = 0;
            while (!_receiving && dropped < MaxDropped && socket.Available > 0)
            {
                dropped += socket.Receive(buffer, SocketFlags.None);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It broke: nothing is left to be lost.
        }
    }

    private IOException Broken(Exception cause) => _closed
        ? new IOException($"The connection to {endpoint} is closed on this side.", cause)
        : new IOException($"The connection to {endpoint} broke: {cause.Message}", cause);
}
