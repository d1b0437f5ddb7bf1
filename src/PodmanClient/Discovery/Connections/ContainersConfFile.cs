using System.Text.Json.Serialization;
using Tomlyn;
using Tomlyn.Serialization;

namespace Podman.Discovery.Connections;

/// <summary>A containers.conf, where administrators and users give connections names, and say which of them is meant.</summary>
internal static class ContainersConfFile
{
    /// <summary>Adds what the file says to a list of connections.</summary>
    /// <exception cref="FormatException">The file is not TOML, or has something else where a connection belongs; Podman takes no such file either.</exception>
    public static void Read(string path, string text, ConnectionList connections)
    {
        EngineTable? engine;
        try
        {
            engine = TomlSerializer.Deserialize(text, ContainersConfContext.Default.ContainersConf)?.Engine;
        }
        catch (Exception e) when (e is TomlException or ArgumentException)
        {
            // ArgumentException: Tomlyn 2.10 trips over a text that ends within an escape.
            string place = e is TomlException { Line: { } line } ? $", line {line}" : "";
            throw new FormatException($"{path}{place}: this containers.conf cannot be understood: {e.Message.Trim()}", e);
        }

        if (engine?.ActiveService is { } name)
        {
            connections.SetDefault(name, path);
        }

        foreach ((string connection, Destination destination) in engine?.ServiceDestinations ?? [])
        {
            if (destination.Uri is { } uri)
            {
                connections.Add(connection, uri, path);
            }
        }
    }
}

/// <summary>Of containers.conf, what concerns connections.</summary>
internal sealed class ContainersConf
{
    public EngineTable? Engine { get; set; }
}

/// <summary>Its table <c>[engine]</c>.</summary>
internal sealed class EngineTable
{
    public string? ActiveService { get; set; }

    public Dictionary<string, Destination>? ServiceDestinations { get; set; }
}

/// <summary>Where one connection leads.</summary>
internal sealed class Destination
{
    public string? Uri { get; set; }
}

/// <summary>What reads it without reflection.</summary>
[TomlSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[TomlSerializable(typeof(ContainersConf))]
internal sealed partial class ContainersConfContext : TomlSerializerContext;
