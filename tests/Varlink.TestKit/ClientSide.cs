using System.IO.Pipelines;
using Varlink.Transports;

namespace Varlink.TestKit;

/// <summary>The end of a connection that the code under test holds. Counts what it does.</summary>
public sealed class ClientSide : VarlinkTransportConnection
{
    private readonly VarlinkTransportConnection _inner;
    private readonly CountingWriter _output;
    private int _aborts;
    private int _disposals;

    /// <summary>Counts what is done with a connection.</summary>
    public ClientSide(VarlinkTransportConnection inner)
    {
        _inner = inner;
        _output = new CountingWriter(inner.Output);
    }

    /// <summary>How many flushes had bytes to send: how many writes a socket would have seen.</summary>
    public int Writes => _output.Writes;

    /// <summary>How many bytes were flushed.</summary>
    public long BytesWritten => _output.BytesWritten;

    /// <summary>Whether it was aborted or disposed of.</summary>
    public bool IsClosed => Volatile.Read(ref _aborts) + Volatile.Read(ref _disposals) > 0;

    /// <inheritdoc/>
    public override string Endpoint => _inner.Endpoint;

    /// <inheritdoc/>
    public override PipeReader Input => _inner.Input;

    /// <inheritdoc/>
    public override PipeWriter Output => _output;

    /// <inheritdoc/>
    public override bool IsClosedByPeer => _inner.IsClosedByPeer;

    /// <inheritdoc/>
    public override void Abort()
    {
        Interlocked.Increment(ref _aborts);
        _inner.Abort();
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        Interlocked.Increment(ref _disposals);
        return _inner.DisposeAsync();
    }
}
