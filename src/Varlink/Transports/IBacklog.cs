namespace Varlink.Transports;

/// <summary>A listener that knows, without waiting, whether a client waits to be accepted.</summary>
internal interface IBacklog
{
    /// <summary>Accepts the client that has waited longest.</summary>
    /// <returns>The connection; null when nobody waits.</returns>
    VarlinkTransportConnection? TryAccept();
}
