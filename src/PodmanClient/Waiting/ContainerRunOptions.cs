namespace Podman;

/// <summary>How <see cref="PodmanRunExtensions.RunAsync"/> treats its container.</summary>
public sealed class ContainerRunOptions
{
    /// <summary>
    /// Whether the container is removed when it has ended, when starting it fails, and when the call is cancelled. Default: true. False keeps it, to be
    /// looked at or committed.
    /// </summary>
    public bool RemoveWhenDone { get; set; } = true;
}
