namespace Varlink.Transports;

/// <summary>One end of a connection in memory.</summary>
internal sealed class MemoryChannel(MemoryQueue incoming, MemoryQueue outgoing) : ByteChannel
{
    private const string ClosedHere = "The connection is closed on this side.";
    private const string PeerClosed = "The peer has closed the connection.";
    private const string PeerReset = "The peer has reset the connection.";

    private MemoryChannel? _peer;
    private volatile bool _closed;

    public override bool IsClosedByPeer => _peer!._closed;

    public override bool HasUnread => incoming.HasUnread;

    public static (MemoryChannel First, MemoryChannel Second) CreatePair(int capacity)
    {
        var there = new MemoryQueue(capacity);
        var back = new MemoryQueue(capacity);
        var first = new MemoryChannel(back, there);
        var second = new MemoryChannel(there, back) { _peer = first };
        first._peer = second;
        return (first, second);
    }

    public override ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        incoming.ReceiveAsync(buffer, cancellationToken);

    public override ValueTask SendAsync(ReadOnlyMemory<byte> bytes) => outgoing.SendAsync(bytes);

    public override void EndSending() => outgoing.End();

    public override void Close()
    {
        _closed = true;
        outgoing.End();
        incoming.Close(ClosedHere, PeerClosed);
    }

    public override void Abort()
    {
        _closed = true;
        outgoing.BreakReceiving(PeerReset);
        incoming.Close(ClosedHere, PeerClosed);
    }

    /// <summary>Waits until the peer has received everything that was sent so far.</summary>
    public Task DrainedAsync(CancellationToken cancellationToken) => outgoing.DrainedAsync(cancellationToken);
}
