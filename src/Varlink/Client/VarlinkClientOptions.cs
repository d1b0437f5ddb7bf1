using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;

namespace Varlink;

/// <summary>How a <see cref="VarlinkClient"/> connects, waits and retries. Changes after the client was made have no effect on it.</summary>
public sealed class VarlinkClientOptions
{
    /// <summary>
    /// The longest of all time limits here that is not <see cref="Timeout.InfiniteTimeSpan"/>: <see cref="int.MaxValue"/> milliseconds, nearly
    /// 25 days, as in the rest of .NET. <see cref="TimeSpan.MaxValue"/> is refused, and is no way to say that there is none.
    /// </summary>
    public static readonly TimeSpan MaxTimeLimit = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <summary>Default of <see cref="ConnectTimeout"/>: 10 s.</summary>
    public static readonly TimeSpan DefaultConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Default of <see cref="ConnectRetryPeriod"/>: 2 s.</summary>
    public static readonly TimeSpan DefaultConnectRetryPeriod = TimeSpan.FromSeconds(2);

    /// <summary>Default of <see cref="CallTimeout"/>: 100 s.</summary>
    public static readonly TimeSpan DefaultCallTimeout = TimeSpan.FromSeconds(100);

    /// <summary>Default of <see cref="DrainTimeout"/>: 5 s.</summary>
    public static readonly TimeSpan DefaultDrainTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Default of <see cref="IdleTimeout"/>: 10 s.</summary>
    public static readonly TimeSpan DefaultIdleTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Default of <see cref="LeaseTimeout"/>: 30 s.</summary>
    public static readonly TimeSpan DefaultLeaseTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Default of <see cref="DisposeTimeout"/>: 2 s.</summary>
    public static readonly TimeSpan DefaultDisposeTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Default of <see cref="MaxSharedConnections"/>.</summary>
    public const int DefaultMaxSharedConnections = 8;

    /// <summary>Default of <see cref="MaxLeasedConnections"/>.</summary>
    public const int DefaultMaxLeasedConnections = 32;

    /// <summary>Default of <see cref="MaxReceivedMessageSize"/>: 64 MiB.</summary>
    public const int DefaultMaxReceivedMessageSize = 64 * 1024 * 1024;

    /// <summary>Default of <see cref="MaxSentMessageSize"/>: 16 MiB.</summary>
    public const int DefaultMaxSentMessageSize = 16 * 1024 * 1024;

    /// <summary>How long making one connection may take. Default: 10 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = DefaultConnectTimeout;

    /// <summary>
    /// How long a service that refuses connections is asked again, with growing pauses: one that is started by its socket, or just
    /// restarted, is there a moment later. Default: 2 s; <see cref="TimeSpan.Zero"/> asks once.
    /// </summary>
    public TimeSpan ConnectRetryPeriod { get; set; } = DefaultConnectRetryPeriod;

    /// <summary>
    /// Whether a socket file that does not exist is waited for as well, within <see cref="ConnectRetryPeriod"/>. Default: false, so that a
    /// mistyped path fails at once.
    /// </summary>
    public bool WaitForSocket { get; set; }

    /// <summary>
    /// How long a call may take from being sent to its reply. It does not apply to methods marked as long-running, nor to streams.
    /// Default: 100 s; <see cref="Timeout.InfiniteTimeSpan"/> for none.
    /// </summary>
    public TimeSpan CallTimeout { get; set; } = DefaultCallTimeout;

    /// <summary>
    /// How long a stream may take from its call to its first reply. Default: <see cref="Timeout.InfiniteTimeSpan"/>, no limit: the log of a
    /// container that is silent has no first line for hours.
    /// </summary>
    public TimeSpan FirstReplyTimeout { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// How long a stream that has begun may take from when a reply is asked for until it is there. The time that the reader takes between
    /// two replies does not count. Default: <see cref="Timeout.InfiniteTimeSpan"/>, no limit.
    /// </summary>
    public TimeSpan NextReplyTimeout { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>How long the reply to a cancelled call is waited for on a shared connection before that is closed. Default: 5 s.</summary>
    public TimeSpan DrainTimeout { get; set; } = DefaultDrainTimeout;

    /// <summary>How long a connection without calls is kept, unless it is the only one (<see cref="SingleConnection"/>). Default: 10 s.</summary>
    public TimeSpan IdleTimeout { get; set; } = DefaultIdleTimeout;

    /// <summary>
    /// How long a call waits for a free connection when <see cref="MaxLeasedConnections"/> are in use, or for its turn with
    /// <see cref="SingleConnection"/>. Default: 30 s.
    /// </summary>
    public TimeSpan LeaseTimeout { get; set; } = DefaultLeaseTimeout;

    /// <summary>How long <see cref="VarlinkClient.DisposeAsync"/> lets calls in flight finish. Default: 2 s.</summary>
    public TimeSpan DisposeTimeout { get; set; } = DefaultDisposeTimeout;

    /// <summary>How many connections the calls of read-only methods share at most. Default: 8.</summary>
    public int MaxSharedConnections { get; set; } = DefaultMaxSharedConnections;

    /// <summary>How many calls of methods with effects are under way at once at most. Long-running ones and streams do not count. Default: 32.</summary>
    public int MaxLeasedConnections { get; set; } = DefaultMaxLeasedConnections;

    /// <summary>
    /// Whether all calls go over one connection, streams included, for services that keep state with a connection or are started for it
    /// (<c>exec:</c>, bridges). Calls then take turns: each waits until the one before it is answered, behind a stream until that has ended, for as
    /// long as <see cref="LeaseTimeout"/> allows; so do not call within a loop over a stream of the same client. Giving a stream up costs the
    /// connection; giving another call up does not, unless its reply takes longer than <see cref="DrainTimeout"/>. The connection is not
    /// closed for being idle; where it is lost, and after an upgrade, which takes it over, the next call makes a new one. Default: false.
    /// </summary>
    public bool SingleConnection { get; set; }

    /// <summary>The largest message accepted, in bytes. Podman sends the whole log of a container as one. Default: 64 MiB.</summary>
    public int MaxReceivedMessageSize { get; set; } = DefaultMaxReceivedMessageSize;

    /// <summary>The largest message sent, in bytes. Default: 16 MiB.</summary>
    public int MaxSentMessageSize { get; set; } = DefaultMaxSentMessageSize;

    /// <summary>
    /// What calls are wrapped in, instead of the retries that are built in: see <see cref="VarlinkResilience"/>. Default: null, for those.
    /// A strategy that repeats calls must ask <see cref="VarlinkResilience.MayRetry"/> first. Streams are not wrapped.
    /// </summary>
    public ResiliencePipeline? ResiliencePipeline { get; set; }

    /// <summary>Where logs go. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Checks the options, and gives a copy of them, which later changes do not reach. Clients do so when they are made.</summary>
    /// <returns>The copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A limit is out of range; the exception names it.</exception>
    /// <exception cref="ArgumentNullException">There is no <see cref="LoggerFactory"/>, or no <see cref="TimeProvider"/>.</exception>
    public VarlinkClientOptions Validated()
    {
        TimeLimits.Positive(ConnectTimeout, nameof(ConnectTimeout));
        TimeLimits.NotNegative(ConnectRetryPeriod, nameof(ConnectRetryPeriod));
        TimeLimits.Positive(CallTimeout, nameof(CallTimeout));
        TimeLimits.Positive(FirstReplyTimeout, nameof(FirstReplyTimeout));
        TimeLimits.Positive(NextReplyTimeout, nameof(NextReplyTimeout));
        TimeLimits.Positive(DrainTimeout, nameof(DrainTimeout));
        TimeLimits.Positive(IdleTimeout, nameof(IdleTimeout));
        TimeLimits.Positive(LeaseTimeout, nameof(LeaseTimeout));
        TimeLimits.NotNegative(DisposeTimeout, nameof(DisposeTimeout));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxSharedConnections);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxLeasedConnections);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxReceivedMessageSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxSentMessageSize);
        ArgumentNullException.ThrowIfNull(LoggerFactory);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        return (VarlinkClientOptions)MemberwiseClone();
    }
}
