namespace Podman.Testing.State;

/// <summary>The states that Podman 0.8 knows. The names on the wire are these in lower case.</summary>
internal enum ContainerStatus
{
    /// <summary>Created by the client; the OCI runtime knows nothing of it.</summary>
    Configured,

    /// <summary>Set up in the OCI runtime, its program not started.</summary>
    Created,

    /// <summary>Its program runs.</summary>
    Running,

    /// <summary>Its program is frozen.</summary>
    Paused,

    /// <summary>Its program has ended; it can be started again.</summary>
    Exited,
}

/// <summary>Names as they go over the wire.</summary>
internal static class ContainerStatusNames
{
    public static string ToWire(this ContainerStatus status) => status switch
    {
        ContainerStatus.Configured => "configured",
        ContainerStatus.Created => "created",
        ContainerStatus.Running => "running",
        ContainerStatus.Paused => "paused",
        ContainerStatus.Exited => "exited",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
