using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Varlink;

namespace Podman.Libpod;

/// <summary>Where the Podman is that a <see cref="LibpodEngine"/> asks, and how it is asked.</summary>
public sealed class LibpodEngineOptions
{
    /// <summary>Default of <see cref="Address"/>: where Podman listens as root.</summary>
    public const string DefaultAddress = "unix:///run/podman/podman.sock";

    /// <summary>Default of <see cref="ConnectTimeout"/>: 10 s.</summary>
    public static readonly TimeSpan DefaultConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Default of <see cref="LogBeat"/>: 1 s, as Podman 0.8.</summary>
    public static readonly TimeSpan DefaultLogBeat = TimeSpan.FromSeconds(1);

    /// <summary>Default of <see cref="WaitInterval"/>: 250 ms.</summary>
    public static readonly TimeSpan DefaultWaitInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// The address of Podman's REST service, as CONTAINER_HOST names it: <c>unix:///run/user/1000/podman/podman.sock</c>,
    /// <c>npipe:////./pipe/podman-machine-default</c>, <c>tcp://localhost:8888</c>. Default: <see cref="DefaultAddress"/>.
    /// </summary>
    public string Address { get; set; } = DefaultAddress;

    /// <summary>How long a connection to Podman may take to be made. Default: 10 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = DefaultConnectTimeout;

    /// <summary>
    /// How often a followed log sends an empty list while nothing is written; new lines do not wait for it. Default: 1 s;
    /// <see cref="Timeout.InfiniteTimeSpan"/> for never.
    /// </summary>
    public TimeSpan LogBeat { get; set; } = DefaultLogBeat;

    /// <summary>
    /// Whether a followed log ends as Podman 0.8 ends it, with ErrorOccurred and the text <c>... is no longer running</c>; otherwise its last
    /// reply is just the last. <see cref="PodmanLogExtensions.FollowLogsAsync"/> understands both. Default: true.
    /// </summary>
    public bool EndFollowedLogsWithError { get; set; } = true;

    /// <summary>
    /// How often WaitContainer looks at a container that was not started yet. One that runs is waited for within Podman. Default: 250 ms.
    /// </summary>
    public TimeSpan WaitInterval { get; set; } = DefaultWaitInterval;

    /// <summary>The clock that tells how old a container is, and that <see cref="LogBeat"/> and <see cref="WaitInterval"/> go by. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where logs go. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    internal LibpodEngineOptions Validated()
    {
        ArgumentException.ThrowIfNullOrEmpty(Address);
        ThrowUnlessPositive(ConnectTimeout, nameof(ConnectTimeout));
        ThrowUnlessPositive(LogBeat, nameof(LogBeat));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(WaitInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(WaitInterval, VarlinkClientOptions.MaxTimeLimit);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentNullException.ThrowIfNull(LoggerFactory);
        return (LibpodEngineOptions)MemberwiseClone();
    }

    private static void ThrowUnlessPositive(TimeSpan value, string name)
    {
        if (value != Timeout.InfiniteTimeSpan && (value <= TimeSpan.Zero || value > VarlinkClientOptions.MaxTimeLimit))
        {
            throw new ArgumentOutOfRangeException(name, value, $"The time must be positive and at most {VarlinkClientOptions.MaxTimeLimit}, or infinite.");
        }
    }
}
