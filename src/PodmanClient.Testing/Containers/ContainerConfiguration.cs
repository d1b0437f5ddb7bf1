using Podman.Testing.Images;

namespace Podman.Testing.Containers;

/// <summary>What a container was created as. It never changes.</summary>
internal sealed record ContainerConfiguration
{
    public required Image Image { get; init; }

    /// <summary>The image's name as the caller wrote it.</summary>
    public required string ImageName { get; init; }

    /// <summary>Every form of the image's names that a program may be registered under.</summary>
    public required IReadOnlyList<string> ImageAliases { get; init; }

    /// <summary>The request itself: inspecting shows much of it as it was.</summary>
    public required CreateContainerOptions Options { get; init; }

    /// <summary>The command line; empty when neither the request nor the image has one.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>In the order that inspecting shows.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    public string WorkingDirectory { get; init; } = "/";

    public string User { get; init; } = "";

    public int StopSignal { get; init; }

    public IReadOnlyList<PublishedPort> Ports { get; init; } = [];

    /// <summary>The standard mounts, tmpfs, volumes: in this order.</summary>
    public IReadOnlyList<MountPoint> Mounts { get; init; } = MountPoint.Standard;

    public string NetworkMode =>
        Options.NetMode.Length > 0 ? Options.NetMode : Options.Network.Length > 0 ? Options.Network : "bridge";
}
