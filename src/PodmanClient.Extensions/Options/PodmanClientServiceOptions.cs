using Varlink;

namespace Podman.Extensions;

/// <summary>
/// Where Podman is, and how an application's client connects, waits and retries: what a section of its configuration may say. They are
/// checked when the host starts, and read when the client is made; later changes have no effect. Times are written <c>00:01:40</c>, and no limit
/// <c>-00:00:00.0010000</c>, which is <see cref="Timeout.InfiniteTimeSpan"/>.
/// </summary>
public sealed class PodmanClientServiceOptions
{
    /// <summary>
    /// The address of Podman, <c>unix:///run/podman/podman.sock</c> (REST) or <c>unix:/run/podman/io.podman</c> (varlink) for example. Default:
    /// null, which looks for it, as an empty text does, as <see cref="PodmanClient.ConnectAsync"/> says.
    /// </summary>
    public string? Address { get; set; }

    /// <inheritdoc cref="VarlinkClientOptions.ConnectTimeout"/>
    public TimeSpan ConnectTimeout { get; set; } = VarlinkClientOptions.DefaultConnectTimeout;

    /// <inheritdoc cref="VarlinkClientOptions.ConnectRetryPeriod"/>
    public TimeSpan ConnectRetryPeriod { get; set; } = VarlinkClientOptions.DefaultConnectRetryPeriod;

    /// <inheritdoc cref="VarlinkClientOptions.WaitForSocket"/>
    public bool WaitForSocket { get; set; }

    /// <inheritdoc cref="VarlinkClientOptions.CallTimeout"/>
    public TimeSpan CallTimeout { get; set; } = VarlinkClientOptions.DefaultCallTimeout;

    /// <inheritdoc cref="VarlinkClientOptions.FirstReplyTimeout"/>
    public TimeSpan FirstReplyTimeout { get; set; } = Timeout.InfiniteTimeSpan;

    /// <inheritdoc cref="VarlinkClientOptions.NextReplyTimeout"/>
    public TimeSpan NextReplyTimeout { get; set; } = Timeout.InfiniteTimeSpan;

    /// <inheritdoc cref="VarlinkClientOptions.DrainTimeout"/>
    public TimeSpan DrainTimeout { get; set; } = VarlinkClientOptions.DefaultDrainTimeout;

    /// <inheritdoc cref="VarlinkClientOptions.IdleTimeout"/>
    public TimeSpan IdleTimeout { get; set; } = VarlinkClientOptions.DefaultIdleTimeout;

    /// <inheritdoc cref="VarlinkClientOptions.LeaseTimeout"/>
    public TimeSpan LeaseTimeout { get; set; } = VarlinkClientOptions.DefaultLeaseTimeout;

    /// <inheritdoc cref="VarlinkClientOptions.DisposeTimeout"/>
    public TimeSpan DisposeTimeout { get; set; } = VarlinkClientOptions.DefaultDisposeTimeout;

    /// <inheritdoc cref="VarlinkClientOptions.MaxSharedConnections"/>
    public int MaxSharedConnections { get; set; } = VarlinkClientOptions.DefaultMaxSharedConnections;

    /// <inheritdoc cref="VarlinkClientOptions.MaxLeasedConnections"/>
    public int MaxLeasedConnections { get; set; } = VarlinkClientOptions.DefaultMaxLeasedConnections;

    /// <inheritdoc cref="VarlinkClientOptions.SingleConnection"/>
    public bool SingleConnection { get; set; }

    /// <inheritdoc cref="VarlinkClientOptions.MaxReceivedMessageSize"/>
    public int MaxReceivedMessageSize { get; set; } = VarlinkClientOptions.DefaultMaxReceivedMessageSize;

    /// <inheritdoc cref="VarlinkClientOptions.MaxSentMessageSize"/>
    public int MaxSentMessageSize { get; set; } = VarlinkClientOptions.DefaultMaxSentMessageSize;

    /// <summary>The same for the client itself.</summary>
    internal VarlinkClientOptions ToVarlink() => new()
    {
        ConnectTimeout = ConnectTimeout,
        ConnectRetryPeriod = ConnectRetryPeriod,
        WaitForSocket = WaitForSocket,
        CallTimeout = CallTimeout,
        FirstReplyTimeout = FirstReplyTimeout,
        NextReplyTimeout = NextReplyTimeout,
        DrainTimeout = DrainTimeout,
        IdleTimeout = IdleTimeout,
        LeaseTimeout = LeaseTimeout,
        DisposeTimeout = DisposeTimeout,
        MaxSharedConnections = MaxSharedConnections,
        MaxLeasedConnections = MaxLeasedConnections,
        SingleConnection = SingleConnection,
        MaxReceivedMessageSize = MaxReceivedMessageSize,
        MaxSentMessageSize = MaxSentMessageSize,
    };
}
