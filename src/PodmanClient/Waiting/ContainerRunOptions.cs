namespace Podman;

/// <summary>How <see cref="PodmanRunExtensions.RunAsync"/> treats its container.</summary>
public sealed class ContainerRunOptions
{
    /// <summary>
    /// Whether the container is removed when it has ended, when starting it fails, and when the call is cancelled. Default: true. False keeps it, to be
    /// looked at or committed.
    /// </summary>
    public bool RemoveWhenDone { get; set; } = true;

    /// <summary>
    /// Is called for each line of the log when it is written, in order, one at a time; lines longer than Podman writes at once come in parts
    /// (<see cref="ContainerLogLine.IsPartial"/>). What it throws ends the run as a cancellation does. Default: null, the log is read at the end.
    /// </summary>
    public Action<ContainerLogLine>? OnLogLine { get; set; }
}
