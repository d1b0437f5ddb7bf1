using System.IO.Pipelines;
using Varlink.Client;
using Varlink.Transports;

namespace Varlink;

/// <summary>
/// A connection that has left varlink: after the reply it carries whatever the method says, raw, both ways. It belongs to whoever asked
/// for it, and never goes back to the client.
/// </summary>
/// <typeparam name="TReply">The type of the reply.</typeparam>
public sealed class VarlinkUpgradedConnection<TReply> : IDuplexPipe, IAsyncDisposable
{
    private readonly VarlinkTransportConnection _transport;

    internal VarlinkUpgradedConnection(VarlinkTransportConnection transport, TReply reply)
    {
        _transport = transport;
        Reply = reply;
        Stream = new UpgradedStream(transport.Input, transport.Output);
    }

    /// <summary>The reply to the call, the last varlink message on the connection.</summary>
    public TReply Reply { get; }

    /// <summary>What the service sends, from the first byte after its reply on.</summary>
    public PipeReader Input => _transport.Input;

    /// <summary>What is sent to the service.</summary>
    public PipeWriter Output => _transport.Output;

    /// <summary>Both directions as one stream, for code that wants one; use it or the pipes, not both.</summary>
    public Stream Stream { get; }

    /// <summary>Closes the connection.</summary>
    /// <returns>Completes when it is closed.</returns>
    public ValueTask DisposeAsync() => _transport.DisposeAsync();
}
