using Varlink;

namespace Podman.Testing;

/// <summary>How a <see cref="ReferenceEngine"/> behaves.</summary>
public sealed class ReferenceEngineOptions
{
    /// <summary>The default of <see cref="LogBeat"/>.</summary>
    public static readonly TimeSpan DefaultLogBeat = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The clock: of all times that the engine tells, of programs that sleep, of the time limit of a stop. Default: the system's. With a clock
    /// that a test moves, nothing has to be waited for.
    /// </summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Makes ids and made-up names the same in every run. Default: null, they differ.</summary>
    public int? Seed { get; init; }

    /// <summary>
    /// How often a followed log sends an empty list while nothing is written. Default: one second, as the real daemon. New lines, and the end,
    /// do not wait for it (see <see cref="PodmanQuirks.PolledLogs"/>): a test of a program that logs is as quick as the program.
    /// </summary>
    public TimeSpan LogBeat { get; init; } = DefaultLogBeat;

    /// <summary>
    /// The registries in which images without a registry in their name are looked for, in this order. Default: <c>docker.io</c>. The real
    /// daemon has none unless it is configured.
    /// </summary>
    public IReadOnlyList<string> SearchRegistries { get; init; } = [ImageRegistry.DefaultRegistry];

    /// <summary>
    /// The registries that answer: <c>registry.example</c>, <c>localhost:5000</c>; one without TLS with its scheme, <c>http://localhost:5000</c>.
    /// Pulling from others and pushing to others fails. Default: null, every registry answers.
    /// </summary>
    public IReadOnlyList<string>? ReachableRegistries { get; init; }

    /// <summary>Which oddities of Podman 0.8 to imitate, beyond what its documentation promises. Default: none.</summary>
    public PodmanQuirks Quirks { get; init; }

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentNullException.ThrowIfNull(SearchRegistries);
        if (LogBeat != Timeout.InfiniteTimeSpan && (LogBeat <= TimeSpan.Zero || LogBeat > VarlinkClientOptions.MaxTimeLimit))
        {
            throw new ArgumentOutOfRangeException(
                nameof(LogBeat), LogBeat, $"The time between two looks at a log must be positive and at most {VarlinkClientOptions.MaxTimeLimit}, or infinite.");
        }
    }
}
