namespace Podman.Discovery.Connections;

/// <summary>The connections that a user has given names to, and the one that is meant when none is named.</summary>
internal sealed class ConnectionList
{
    private readonly Dictionary<string, (string Address, string File)> _connections = new(StringComparer.Ordinal);
    private readonly List<string> _files = [];
    private (string Name, string File)? _default;

    /// <summary>Reads the files in which Podman keeps connections. Those that say the same later count.</summary>
    /// <exception cref="FormatException">A file cannot be understood.</exception>
    public static ConnectionList Read(PodmanEnvironment environment)
    {
        var connections = new ConnectionList();
        foreach (string path in ConfigurationFiles.ContainersConf(environment))
        {
            if (environment.ReadFile(path) is { } text)
            {
                connections._files.Add(path);
                ContainersConfFile.Read(path, text, connections);
            }
        }

        string file = ConfigurationFiles.Connections(environment);
        if (environment.ReadFile(file) is { } list)
        {
            connections._files.Add(file);
            ConnectionsFile.Read(file, list, connections);
        }

        return connections;
    }

    public void Add(string name, string address, string file) => _connections[name] = (address, file);

    /// <summary>Says which connection is meant when none is named; "" for none, whatever a weaker file says.</summary>
    public void SetDefault(string name, string file) => _default = name.Length > 0 ? (name, file) : null;

    /// <summary>The connection with a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="origin">Who names it, for messages.</param>
    /// <exception cref="FormatException">There is none.</exception>
    public PodmanAddress Find(string name, string origin)
    {
        if (_connections.TryGetValue(name, out (string Address, string File) connection))
        {
            return new PodmanAddress(connection.Address, $"{origin}: connection '{name}' of {connection.File}", IsExplicit: true) { IsForRest = true };
        }

        string known = _connections.Count == 0 ? "there are none" : "known are " + string.Join(", ", _connections.Keys.Order(StringComparer.Ordinal));
        string read = _files.Count == 0 ? "no file with connections can be read" : "read were " + string.Join(", ", _files);
        throw new FormatException($"{origin} names the connection '{name}', which there is not: {known} ({read}).");
    }

    /// <summary>The connection that is meant when none is named; null where the user has none.</summary>
    public PodmanAddress? FindDefault() => _default is var (name, file) ? Find(name, $"the default in {file}") : null;
}
