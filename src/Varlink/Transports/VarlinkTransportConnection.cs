using System.IO.Pipelines;

namespace Varlink.Transports;

/// <summary>The bytes of one connection, both ways. It lives once: when it is closed, it stays closed.</summary>
public abstract class VarlinkTransportConnection : IDuplexPipe, IAsyncDisposable
{
    /// <summary>The peer's address, for messages and logs.</summary>
    public abstract string Endpoint { get; }

    /// <summary>What the peer sends.</summary>
    public abstract PipeReader Input { get; }

    /// <summary>What is sent to the peer. One flush is at most one write to the socket where the bytes lie together.</summary>
    public abstract PipeWriter Output { get; }

    /// <summary>Closes the connection at once. Reads and writes under way end. May be called from any thread, and more than once.</summary>
    public abstract void Abort();

    /// <summary>Closes the connection and frees what it holds. The peer still gets what was flushed.</summary>
    /// <returns>Completes when it is closed.</returns>
    public abstract ValueTask DisposeAsync();
}
