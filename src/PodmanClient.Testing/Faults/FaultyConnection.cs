using System.IO.Pipelines;
using Varlink.Transports;

namespace Podman.Testing.Faults;

/// <summary>A connection to the engine that can be made to go wrong.</summary>
internal sealed class FaultyConnection : VarlinkTransportConnection
{
    private readonly VarlinkTransportConnection _inner;
    private readonly FaultyWriter _output;
    private readonly Action<FaultyConnection> _closed;
    private int _isClosed;

    public FaultyConnection(VarlinkTransportConnection inner, Action<FaultyConnection> closed)
    {
        _inner = inner;
        _closed = closed;
        _output = new FaultyWriter(inner.Output, CutAsync);
    }

    public override string Endpoint => _inner.Endpoint;

    public override PipeReader Input => _inner.Input;

    public override PipeWriter Output => _output;

    public override bool IsClosedByPeer => _inner.IsClosedByPeer;

    public override VarlinkPeerCredentials? PeerCredentials => _inner.PeerCredentials;

    /// <summary>Sets what befalls the replies that are written from now on.</summary>
    public void Set(ReplyFault fault) => _output.Set(fault);

    /// <summary>Closes the connection. The client still gets what was sent.</summary>
    public ValueTask CutAsync() => DisposeAsync();

    public override void Abort() => _inner.Abort();

    public override async ValueTask DisposeAsync()
    {
        await _inner.DisposeAsync().ConfigureAwait(false);
        if (Interlocked.Exchange(ref _isClosed, 1) == 0)
        {
            _closed(this);
        }
    }
}
