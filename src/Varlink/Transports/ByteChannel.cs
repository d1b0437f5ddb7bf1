namespace Varlink.Transports;

/// <summary>
/// The bytes of a connection without any buffering: what a socket or a pair of memory queues has to offer so that
/// <see cref="TransportReader"/> and <see cref="TransportWriter"/> can make pipes of it.
/// </summary>
internal abstract class ByteChannel
{
    /// <summary>
    /// Whether the peer can no longer receive: it has closed its end altogether, not only the direction that it sends in. False where
    /// the channel cannot tell.
    /// </summary>
    public abstract bool IsClosedByPeer { get; }

    /// <summary>Whether bytes have arrived that nobody has received yet. False where the channel cannot tell.</summary>
    public virtual bool HasUnread => false;

    /// <summary>Who is at the other end; null where the system does not tell.</summary>
    public virtual VarlinkPeerCredentials? PeerCredentials => null;

    /// <summary>Receives what is there, at least one byte.</summary>
    /// <param name="buffer">Where to; not empty.</param>
    /// <param name="cancellationToken">Stops the waiting; no byte is lost.</param>
    /// <returns>How many bytes came; 0 when the peer has sent its last.</returns>
    /// <exception cref="IOException">The connection broke, or was closed on this side.</exception>
    public abstract ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Sends all of the bytes. There is no way to stop halfway but <see cref="Abort"/>: a peer could not read on.</summary>
    /// <param name="bytes">The bytes; they stay untouched until the sending is over.</param>
    /// <returns>Completes when the system has taken them all.</returns>
    /// <exception cref="IOException">The connection broke, or was closed on this side.</exception>
    public abstract ValueTask SendAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>Tells the peer that nothing more will be sent. Receiving goes on.</summary>
    public abstract void EndSending();

    /// <summary>Closes. The peer still gets what was sent.</summary>
    public abstract void Close();

    /// <summary>Closes, and waits for what else ends with the connection.</summary>
    /// <returns>Completes when all of it has ended.</returns>
    public virtual ValueTask CloseAsync()
    {
        Close();
        return default;
    }

    /// <summary>Closes at once. Operations under way fail. The peer may lose what it has not yet received.</summary>
    public abstract void Abort();
}
