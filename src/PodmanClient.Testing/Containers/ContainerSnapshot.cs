using Podman.Testing.State;

namespace Podman.Testing.Containers;

/// <summary>The changing part of a container at one moment.</summary>
/// <param name="Status">The state.</param>
/// <param name="ExitCode">Of the last run; 0 before the first ended.</param>
/// <param name="StartedAt">Of the last run; null before the first.</param>
/// <param name="FinishedAt">Of the last run that ended; null before.</param>
/// <param name="Pid">The main process on the host; 0 when it does not run.</param>
/// <param name="WasInitialized">Whether the runtime has ever set it up: then its directories exist.</param>
internal sealed record ContainerSnapshot(
    ContainerStatus Status, int ExitCode, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, int Pid, bool WasInitialized)
{
    public static readonly ContainerSnapshot New = new(ContainerStatus.Configured, 0, null, null, 0, false);

    public bool IsAlive => Status is ContainerStatus.Running or ContainerStatus.Paused;
}
