namespace Podman;

/// <summary>
/// What becomes of file systems that are mounted below a mount later on, on the host or in the container. The kinds are those of the
/// kernel; those with <c>Recursive</c> go for all mounts below, too.
/// </summary>
public enum MountPropagation
{
    /// <summary>As the engine has it: <c>rprivate</c>, and <c>private</c> with Podman 0.8.</summary>
    Default,

    /// <summary>Neither side sees them.</summary>
    Private,

    /// <summary>Neither side sees them, on any level.</summary>
    RecursivePrivate,

    /// <summary>Both sides see them.</summary>
    Shared,

    /// <summary>Both sides see them, on any level.</summary>
    RecursiveShared,

    /// <summary>The container sees those of the host.</summary>
    Slave,

    /// <summary>The container sees those of the host, on any level.</summary>
    RecursiveSlave,
}
