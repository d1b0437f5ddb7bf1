namespace Podman.Discovery.Connections;

/// <summary>Where Podman keeps what concerns connections.</summary>
internal static class ConfigurationFiles
{
    private const string FileName = "containers.conf";

    // Beside each containers.conf but the distribution's there may be a folder for pieces of it.
    private const string PiecesFolder = FileName + ".d";
    private const string PieceExtension = ".conf";

    /// <summary>The files that make up containers.conf, the weakest first, whether they are there or not.</summary>
    public static IEnumerable<string> ContainersConf(PodmanEnvironment environment)
    {
        if (environment.GetVariable("CONTAINERS_CONF") is { Length: > 0 } only)
        {
            yield return only;
        }
        else
        {
            yield return $"/usr/share/containers/{FileName}";
            foreach (string path in WithPieces("/etc/containers", environment))
            {
                yield return path;
            }

            foreach (string path in Folder(environment) is { } own ? WithPieces(own, environment) : [])
            {
                yield return path;
            }
        }

        if (environment.GetVariable("CONTAINERS_CONF_OVERRIDE") is { Length: > 0 } last)
        {
            yield return last;
        }
    }

    /// <summary>The file that <c>podman system connection</c> writes.</summary>
    public static string Connections(PodmanEnvironment environment) =>
        environment.GetVariable("PODMAN_CONNECTIONS_CONF") is { Length: > 0 } named
            ? named
            : Path.Join(Folder(environment) ?? "/etc/containers", "podman-connections.json");

    /// <summary>The file in a folder, and its pieces in the order of their names: each counts more than those before.</summary>
    private static IEnumerable<string> WithPieces(string folder, PodmanEnvironment environment) =>
    [
        Path.Join(folder, FileName),
        .. environment.ListFolder(Path.Join(folder, PiecesFolder))
            .Where(static path => path.EndsWith(PieceExtension, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The user's own folder; null for one without a home.</summary>
    private static string? Folder(PodmanEnvironment environment) =>
        environment.GetVariable("XDG_CONFIG_HOME") is { Length: > 0 } configuration && Path.IsPathRooted(configuration)
            ? Path.Join(configuration, "containers")
            : (environment.GetVariable("HOME") ?? environment.GetVariable("USERPROFILE")) is { Length: > 0 } home
                ? Path.Join(home, ".config", "containers")
                : null;
}
