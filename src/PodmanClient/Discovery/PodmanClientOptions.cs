using Varlink;

namespace Podman;

/// <summary>Where Podman is, and how to speak to it.</summary>
public sealed class PodmanClientOptions
{
    /// <summary>
    /// The address of Podman, <c>unix:/run/podman/io.podman</c> for example. Default: null, which looks for it: in the environment
    /// variable <c>PODMAN_VARLINK_ADDRESS</c>, and then at the places where Podman listens on this host.
    /// </summary>
    public string? Address { get; set; }

    /// <summary>How to connect, wait and retry. Default: the defaults of <see cref="VarlinkClientOptions"/>.</summary>
    public VarlinkClientOptions Client { get; set; } = new();
}
