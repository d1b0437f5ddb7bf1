namespace Podman.Discovery.Connections;

/// <summary>Where Podman keeps what concerns connections.</summary>
internal static class ConfigurationFiles
{
    private const string FileName = "containers.conf";

    /// <summary>The files that make up containers.conf, the weakest first.</summary>
    public static IEnumerable<string> ContainersConf(PodmanEnvironment environment)
    {
        if (environment.GetVariable("CONTAINERS_CONF") is { Length: > 0 } only)
        {
            yield return only;
        }
        else
        {
            yield return $"/usr/share/containers/{FileName}";
            yield return $"/etc/containers/{FileName}";
            if (Folder(environment) is { } own)
            {
                yield return Path.Join(own, FileName);
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

    /// <summary>The user's own folder; null for one without a home.</summary>
    private static string? Folder(PodmanEnvironment environment) =>
        environment.GetVariable("XDG_CONFIG_HOME") is { Length: > 0 } configuration && Path.IsPathRooted(configuration)
            ? Path.Join(configuration, "containers")
            : (environment.GetVariable("HOME") ?? environment.GetVariable("USERPROFILE")) is { Length: > 0 } home
                ? Path.Join(home, ".config", "containers")
                : null;
}
