using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Varlink;

/// <summary>What a <see cref="VarlinkServer"/> says of itself, and its limits. Changes after the server was made have no effect on it.</summary>
public sealed class VarlinkServerOptions
{
    /// <summary>Default of <see cref="MaxConnections"/>.</summary>
    public const int DefaultMaxConnections = 1000;

    /// <summary>Default of <see cref="MaxConcurrentCalls"/>: no limit but that of the connections.</summary>
    public const int DefaultMaxConcurrentCalls = int.MaxValue;

    /// <summary>Default of <see cref="MaxReceivedMessageSize"/>: 64 MiB.</summary>
    public const int DefaultMaxReceivedMessageSize = 64 * 1024 * 1024;

    /// <summary>Default of <see cref="MaxSentMessageSize"/>: 64 MiB, what a client accepts by default.</summary>
    public const int DefaultMaxSentMessageSize = 64 * 1024 * 1024;

    /// <summary>Default of <see cref="InternalErrorName"/>.</summary>
    public const string DefaultInternalErrorName = "dotnet.varlink.InternalError";

    /// <summary>Default of <see cref="ReceiveTimeout"/>: 60 s.</summary>
    public static readonly TimeSpan DefaultReceiveTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Default of <see cref="SendTimeout"/>: 60 s.</summary>
    public static readonly TimeSpan DefaultSendTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Default of <see cref="ShutdownTimeout"/>: 5 s.</summary>
    public static readonly TimeSpan DefaultShutdownTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Who makes the service, as <c>org.varlink.service.GetInfo</c> tells. Default: "".</summary>
    public string Vendor { get; set; } = "";

    /// <summary>What the service is called, as <c>GetInfo</c> tells. Default: "".</summary>
    public string Product { get; set; } = "";

    /// <summary>The version of the service, as <c>GetInfo</c> tells. Default: "".</summary>
    public string Version { get; set; } = "";

    /// <summary>Where to read more about the service, as <c>GetInfo</c> tells. Default: "".</summary>
    public string Url { get; set; } = "";

    /// <summary>
    /// How many accepted connections may be open at once; others wait to be accepted until one closes. Connections that are handed in, and those
    /// in process, do not count. Default: 1000.
    /// </summary>
    public int MaxConnections { get; set; } = DefaultMaxConnections;

    /// <summary>
    /// Decides who is served, when a connection is made and before anything of it is read: whoever is not admitted is disconnected without an
    /// answer, and logged. It is asked for connections that are accepted and for those that are handed in, not for those in process; one at a
    /// time for each address, so it should decide at once. One that throws has not admitted. <see cref="VarlinkAdmission"/> has rules.
    /// Default: null, everybody who can connect is served.
    /// </summary>
    public Func<VarlinkPeer, bool>? Admit { get; set; }

    /// <summary>
    /// How many calls may be under way at once, on all connections together; connections that are handed in, and those in process, count. Where
    /// there are as many, further calls are no errors: they wait, first come first served, and nothing more is read from their connections
    /// until then. A caller sees a slower answer, and its own time limit.
    /// </summary>
    /// <remarks>
    /// A call that answers with a stream counts until the stream begins, and one that takes its connection over until it is answered: they may last
    /// for hours, and there are no more of them than connections. The standard interface, <c>org.varlink.service</c>, does not count: a server that is
    /// busy still says what it is. Any other call counts until it is answered, one that waits for something as well; so where a
    /// method waits until another one of this server is called, or calls it, the limit must leave room for that. Default: no limit of its own
    /// (<see cref="DefaultMaxConcurrentCalls"/>); each connection has at most one call under way, so <see cref="MaxConnections"/> is one.
    /// </remarks>
    public int MaxConcurrentCalls { get; set; } = DefaultMaxConcurrentCalls;

    /// <summary>The largest call accepted, in bytes. A client that sends a larger one is disconnected. Default: 64 MiB.</summary>
    public int MaxReceivedMessageSize { get; set; } = DefaultMaxReceivedMessageSize;

    /// <summary>
    /// The largest reply sent, in bytes. Instead of a larger one the caller gets <see cref="InternalErrorName"/>. Default: 64 MiB.
    /// </summary>
    public int MaxSentMessageSize { get; set; } = DefaultMaxSentMessageSize;

    /// <summary>
    /// How long a call may take to arrive, from its first byte to its last. A client that takes longer is disconnected; one that sends nothing at
    /// all may stay. Default: 60 s; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.
    /// </summary>
    public TimeSpan ReceiveTimeout { get; set; } = DefaultReceiveTimeout;

    /// <summary>
    /// How long a caller may leave replies unread that its connection has no room for. One that takes longer is disconnected. Streams have no
    /// limit: who reads one may pause for as long as it likes, and the service waits. Default: 60 s; <see cref="Timeout.InfiniteTimeSpan"/> for no
    /// limit.
    /// </summary>
    public TimeSpan SendTimeout { get; set; } = DefaultSendTimeout;

    /// <summary>
    /// The error that a caller gets when a service throws something that is no <see cref="VarlinkErrorException"/>. It carries nothing: what
    /// went wrong is logged on this side, and is nobody else's business. The standard interface has no such error, hence a name of our own.
    /// Default: <see cref="DefaultInternalErrorName"/>.
    /// </summary>
    public string InternalErrorName { get; set; } = DefaultInternalErrorName;

    /// <summary>
    /// Whether a call without a method, or with one that is not an interface, a dot and a method, is answered with <c>InvalidParameter</c> that
    /// names <c>method</c>, and its connection goes on, as services written in Go do it. Default: false, whoever sends it is disconnected.
    /// </summary>
    public bool AnswersCallsWithoutMethod { get; set; }

    /// <summary>
    /// How long <see cref="VarlinkServer.StopAsync"/> lets calls under way finish before it cancels them. Default: 5 s;
    /// <see cref="TimeSpan.Zero"/> cancels at once, <see cref="Timeout.InfiniteTimeSpan"/> waits for as long as it takes.
    /// </summary>
    public TimeSpan ShutdownTimeout { get; set; } = DefaultShutdownTimeout;

    /// <summary>Where logs go. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    /// <summary>
    /// The clock that all these times are measured with: one that stands still lets a stop wait for calls that never end.
    /// Default: the system's.
    /// </summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal VarlinkServerOptions Validated()
    {
        ArgumentNullException.ThrowIfNull(Vendor);
        ArgumentNullException.ThrowIfNull(Product);
        ArgumentNullException.ThrowIfNull(Version);
        ArgumentNullException.ThrowIfNull(Url);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxConnections);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxConcurrentCalls);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxReceivedMessageSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxSentMessageSize);
        ArgumentException.ThrowIfNullOrEmpty(InternalErrorName);
        TimeLimits.Positive(ReceiveTimeout, nameof(ReceiveTimeout));
        TimeLimits.Positive(SendTimeout, nameof(SendTimeout));
        TimeLimits.NotNegative(ShutdownTimeout, nameof(ShutdownTimeout));
        ArgumentNullException.ThrowIfNull(LoggerFactory);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        return (VarlinkServerOptions)MemberwiseClone();
    }
}
