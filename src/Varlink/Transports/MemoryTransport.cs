namespace Varlink.Transports;

/// <summary>Connections in memory, for services in the same process and for tests.</summary>
public static class MemoryTransport
{
    /// <summary>How many bytes each direction of a connection holds before its sender has to wait: 64 KiB.</summary>
    public const int DefaultCapacity = 64 * 1024;

    /// <summary>The endpoint of a connection in memory that was given no other name.</summary>
    public const string DefaultEndpoint = "memory:";

    /// <summary>
    /// Makes a connection. Its two ends behave as those of a socket: each direction ends on its own when its output is completed, disposing
    /// of one end lets the other read what was sent and then see the end, and aborting lets the other read what was sent and then fails its
    /// reading.
    /// </summary>
    /// <param name="endpoint">What both ends call the address. Default: <see cref="DefaultEndpoint"/>.</param>
    /// <param name="capacity">
    /// How many bytes each direction holds before its sender has to wait, at least 1. Default: <see cref="DefaultCapacity"/>.
    /// </param>
    /// <returns>The two ends.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    public static (VarlinkTransportConnection Client, VarlinkTransportConnection Server) CreatePair(
        string endpoint = DefaultEndpoint, int capacity = DefaultCapacity)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        (MemoryChannel client, MemoryChannel server) = MemoryChannel.CreatePair(capacity);
        return (new ChannelConnection(endpoint, client), new ChannelConnection(endpoint, server));
    }

    /// <summary>Waits until the other end has received everything that was sent so far, so that what is sent next comes on its own.</summary>
    internal static Task DrainedAsync(VarlinkTransportConnection connection, CancellationToken cancellationToken) =>
        ((MemoryChannel)((ChannelConnection)connection).Channel).DrainedAsync(cancellationToken);
}
