using Varlink;

namespace Podman;

/// <summary>How <see cref="PodmanWaitExtensions.WaitForAsync"/> waits.</summary>
public sealed class ContainerWaitOptions
{
    /// <summary>Default of <see cref="Timeout"/>: one minute.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(1);

    /// <summary>Default of <see cref="PollInterval"/>: 100 ms.</summary>
    public static readonly TimeSpan DefaultPollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// How long to wait, in all. Default: one minute; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> waits for as long as it takes,
    /// <see cref="TimeSpan.Zero"/> looks once.
    /// </summary>
    public TimeSpan Timeout { get; set; } = DefaultTimeout;

    /// <summary>How long to wait between two looks at the container. Must be positive. Default: 100 ms.</summary>
    public TimeSpan PollInterval { get; set; } = DefaultPollInterval;

    /// <summary>
    /// Whether to fail once the container has left the state behind: waiting for <c>running</c> fails when its program has ended. Default: true.
    /// False waits on, for somebody who starts it again.
    /// </summary>
    public bool FailWhenPassed { get; set; } = true;

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal ContainerWaitOptions Validated()
    {
        if (Timeout != System.Threading.Timeout.InfiniteTimeSpan && (Timeout < TimeSpan.Zero || Timeout > VarlinkClientOptions.MaxTimeLimit))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Timeout), Timeout, $"The time must not be negative, and at most {VarlinkClientOptions.MaxTimeLimit}, or infinite.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(PollInterval, TimeSpan.Zero, nameof(PollInterval));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(PollInterval, VarlinkClientOptions.MaxTimeLimit, nameof(PollInterval));
        ArgumentNullException.ThrowIfNull(TimeProvider);
        return (ContainerWaitOptions)MemberwiseClone();
    }
}
