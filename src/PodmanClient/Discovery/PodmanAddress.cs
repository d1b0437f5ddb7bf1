using System.Globalization;

namespace Podman.Discovery;

/// <summary>An address where Podman may be.</summary>
/// <param name="Address">The address.</param>
/// <param name="Origin">Where it comes from, for messages; null where the caller gave it.</param>
/// <param name="IsExplicit">Whether somebody named it: then it is worth waiting for a daemon that is just starting.</param>
internal sealed record PodmanAddress(string Address, string? Origin, bool IsExplicit)
{
    /// <summary>The variable that names the address for every client of this user.</summary>
    public const string AddressVariable = "PODMAN_VARLINK_ADDRESS";

    /// <summary>The variable that names a command which carries the calls to another host, as Podman's own remote client reads it.</summary>
    public const string BridgeVariable = "PODMAN_VARLINK_BRIDGE";

    private const string RuntimeDirectoryVariable = "XDG_RUNTIME_DIR";

    /// <summary>The addresses to try, in order. One that is named explicitly is the only one.</summary>
    public static IReadOnlyList<PodmanAddress> Candidates(string? address, PodmanEnvironment environment)
    {
        if (!string.IsNullOrEmpty(address))
        {
            return [new PodmanAddress(address, Origin: null, IsExplicit: true)];
        }

        if (environment.GetVariable(BridgeVariable) is { Length: > 0 } command)
        {
            return [new PodmanAddress("bridge:" + command, BridgeVariable, IsExplicit: true)];
        }

        if (environment.GetVariable(AddressVariable) is { Length: > 0 } named)
        {
            return [new PodmanAddress(named, AddressVariable, IsExplicit: true)];
        }

        var candidates = new List<PodmanAddress>();
        if (environment.GetVariable(RuntimeDirectoryVariable) is { Length: > 0 } directory && Path.IsPathRooted(directory))
        {
            // A relative path there is to be ignored: so says the specification of the variable.
            Add(Path.Join(directory, "podman/io.podman"), RuntimeDirectoryVariable);
        }

        if (environment.GetUserId() is { } userId)
        {
            Add(string.Create(CultureInfo.InvariantCulture, $"/run/user/{userId}/podman/io.podman"), "the user's own");
        }

        Add("/run/podman/io.podman", "the host's");
        Add("/run/io.podman", "the host's, in older documentation");
        return candidates;

        void Add(string path, string origin)
        {
            string candidate = "unix:" + path;
            if (!candidates.Exists(known => known.Address == candidate))
            {
                candidates.Add(new PodmanAddress(candidate, origin, IsExplicit: false));
            }
        }
    }
}
