using System.IO.Pipelines;

namespace Varlink.Transports;

/// <summary>A connection over a channel of bytes.</summary>
internal sealed class ChannelConnection : VarlinkTransportConnection
{
    private readonly TransportReader _input;
    private readonly TransportWriter _output;

    public ChannelConnection(string endpoint, ByteChannel channel)
    {
        Endpoint = endpoint;
        Channel = channel;
        _input = new TransportReader(channel);
        _output = new TransportWriter(channel);
    }

    public override string Endpoint { get; }

    public override PipeReader Input => _input;

    public override PipeWriter Output => _output;

    public override bool IsClosedByPeer => Channel.IsClosedByPeer;

    public override bool HasUnread => Channel.HasUnread;

    public override VarlinkPeerCredentials? PeerCredentials => Channel.PeerCredentials;

    internal ByteChannel Channel { get; }

    public override void Abort() => Channel.Abort();

    public override ValueTask DisposeAsync() => Channel.CloseAsync();
}
