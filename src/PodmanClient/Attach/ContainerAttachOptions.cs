namespace Podman;

/// <summary>How to attach to a container.</summary>
public sealed class ContainerAttachOptions
{
    /// <summary>
    /// The size that the container's terminal gets at once, for a container created with <see cref="CreateContainerOptions.Tty"/>; null leaves it
    /// as it is. Default: null.
    /// </summary>
    public TerminalSize? TerminalSize { get; set; }
}
