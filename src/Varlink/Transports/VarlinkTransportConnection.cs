using System.IO.Pipelines;

namespace Varlink.Transports;

/// <summary>The bytes of one connection, both ways. It lives once: when it is closed, it stays closed.</summary>
public abstract class VarlinkTransportConnection : IDuplexPipe, IAsyncDisposable
{
    /// <summary>The peer's address, for messages and logs.</summary>
    public abstract string Endpoint { get; }

    /// <summary>
    /// What the peer sends. Reading fails with an <see cref="IOException"/> when the connection breaks or is closed on this side.
    /// </summary>
    public abstract PipeReader Input { get; }

    /// <summary>
    /// What is sent to the peer. One flush is at most one write to the socket where the bytes lie together. Flushing fails with an
    /// <see cref="IOException"/> when the connection breaks or is closed on this side. Cancelling a flush stops the waiting, not the
    /// writing. Completing it tells the peer that nothing more will be sent, while its replies can still be read.
    /// </summary>
    public abstract PipeWriter Output { get; }

    /// <summary>
    /// Whether the peer has closed its end altogether and can receive nothing more, as opposed to having said that it sends nothing more.
    /// A transport that cannot tell the two apart, TCP for one, says false until it finds the connection broken.
    /// </summary>
    public virtual bool IsClosedByPeer => false;

    /// <summary>Whether bytes have arrived that nobody has read yet. False where the transport cannot tell.</summary>
    public virtual bool HasUnread => false;

    /// <summary>
    /// Who made the connection, where the system knows: on unix sockets of Linux. Null for everything else, and once the connection is closed.
    /// </summary>
    public virtual VarlinkPeerCredentials? PeerCredentials => null;

    /// <summary>Closes the connection at once. Reads and writes under way end. May be called from any thread, and more than once.</summary>
    public abstract void Abort();

    /// <summary>Closes the connection and frees what it holds. The peer still gets what was flushed.</summary>
    /// <returns>Completes when it is closed.</returns>
    public abstract ValueTask DisposeAsync();
}
