using Varlink;

namespace Podman.Libpod;

/// <summary>Where a gateway listens and finds Podman when nobody tells it.</summary>
/// <param name="IsRoot">Whether the process runs as root.</param>
/// <param name="RuntimeFolder">The user's folder for sockets, <c>XDG_RUNTIME_DIR</c>; null where there is none.</param>
/// <param name="ContainerHost">The address of Podman's REST service that the environment names, <c>CONTAINER_HOST</c>; null where it names none.</param>
internal sealed record GatewayPlaces(bool IsRoot, string? RuntimeFolder, string? ContainerHost)
{
    private const string PrivateMode = ";mode=0600";

    public static GatewayPlaces Current { get; } = new(
        Environment.IsPrivilegedProcess,
        Variable("XDG_RUNTIME_DIR"),
        Variable("CONTAINER_HOST"));

    /// <summary>The address of Podman's REST service.</summary>
    /// <exception cref="InvalidOperationException">It cannot be guessed.</exception>
    public string Podman => ContainerHost ?? $"unix://{Folder("Podman")}/podman.sock";

    /// <summary>The varlink address that Podman had.</summary>
    /// <exception cref="InvalidOperationException">It cannot be guessed.</exception>
    public string Varlink => $"unix:{Folder("Address")}/io.podman";

    /// <summary>Gives the socket a file that only its user may use, where the address says nothing else.</summary>
    public static VarlinkAddress Protect(VarlinkAddress address) =>
        address.Kind == VarlinkAddressKind.Unix && !address.IsAbstract && !address.Properties.ContainsKey("mode")
            ? VarlinkAddress.Parse(address + PrivateMode)
            : address;

    /// <summary>Makes the folder of a socket, for this user alone.</summary>
    public static void MakeFolder(VarlinkAddress address)
    {
        if (address is not { Kind: VarlinkAddressKind.Unix, IsAbstract: false } || Path.GetDirectoryName(address.Path) is not { Length: > 0 } folder)
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private string Folder(string option) =>
        IsRoot ? "/run/podman"
        : RuntimeFolder is not null ? $"{RuntimeFolder}/podman"
        : throw new InvalidOperationException(
            $"XDG_RUNTIME_DIR is not set, so there is no place to guess: set {nameof(PodmanGatewayOptions)}.{option}.");
}
