using Varlink;

namespace Podman;

/// <summary>Where Podman is, and how to speak to it.</summary>
public sealed class PodmanClientOptions
{
    /// <summary>
    /// The address of Podman: of its REST service, <c>unix:///run/podman/podman.sock</c> for example, or of one that speaks varlink,
    /// <c>unix:/run/podman/io.podman</c>. Default: null, which looks for it as <see cref="PodmanClient.ConnectAsync"/> says.
    /// </summary>
    public string? Address { get; set; }

    /// <summary>How to connect, wait and retry. Default: the defaults of <see cref="VarlinkClientOptions"/>.</summary>
    public VarlinkClientOptions Client { get; set; } = new();
}
