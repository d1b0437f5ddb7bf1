using Podman.Libpod.Rest.Models;

namespace Podman.Libpod.Create;

/// <summary>Whose kernel namespaces a container shares.</summary>
internal static class Namespaces
{
    private static readonly HashSet<string> NetworkModes = new(StringComparer.Ordinal)
    {
        "bridge", "none", "host", "private", "slirp4netns", "pasta", "pod",
    };

    /// <summary>A namespace of the container's own.</summary>
    public static SpecNamespace Private { get; } = new("private", Value: null);

    /// <summary>"host", "container:NAME", "ns:/path"; null for Podman's default.</summary>
    public static SpecNamespace? Parse(string mode)
    {
        if (mode.Length == 0)
        {
            return null;
        }

        int colon = mode.IndexOf(':', StringComparison.Ordinal);
        (string kind, string? value) = colon < 0 ? (mode, null) : (mode[..colon], mode[(colon + 1)..]);
        return new SpecNamespace(kind == "ns" ? "path" : kind, value);
    }

    /// <summary>The same for the network, which may also be one that has a name.</summary>
    public static (SpecNamespace? Namespace, string? Network) ParseNetwork(string mode)
    {
        if (mode.Length == 0)
        {
            return (null, null);
        }

        SpecNamespace parsed = Parse(mode)!;
        return NetworkModes.Contains(parsed.Mode) || parsed.Value is not null ? (parsed, null) : (new SpecNamespace("bridge", Value: null), mode);
    }
}
