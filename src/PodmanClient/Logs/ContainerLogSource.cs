namespace Podman;

/// <summary>Where a container wrote a line of its log.</summary>
public enum ContainerLogSource
{
    /// <summary>The log does not say: the line has no prefix.</summary>
    Unknown,

    /// <summary>Standard output. A container with a terminal writes everything there.</summary>
    StandardOutput,

    /// <summary>Standard error.</summary>
    StandardError,
}
