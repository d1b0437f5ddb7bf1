using System.Globalization;
using Podman.Testing.State;

namespace Podman.Testing.Containers;

/// <summary>A port of the host that leads to one of a container.</summary>
internal sealed record PortMapping(string HostIp, int HostPort, int ContainerPort, string Protocol)
{
    /// <summary>Reads <c>80</c>, <c>8080:80</c>, <c>127.0.0.1:8080:80/udp</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="freePort">Gives a port of the host where the text names none.</param>
    /// <returns>The mapping; without a protocol two of them, udp and tcp, as Podman 0.8 does it.</returns>
    /// <exception cref="EngineFailure">It is no mapping.</exception>
    public static IReadOnlyList<PortMapping> Parse(string text, Func<int> freePort)
    {
        string[] halves = text.Split('/', 2);
        string[] parts = halves[0].Split(':');
        if (!TryPort(parts[^1], out int containerPort))
        {
            throw EngineFailure.Occurred($"Invalid containerPort: {parts[^1]}");
        }

        int hostPort = 0;
        if (parts.Length > 1 && parts[^2].Length > 0 && !TryPort(parts[^2], out hostPort))
        {
            throw EngineFailure.Occurred($"Invalid hostPort: {parts[^2]}");
        }

        string hostIp = parts.Length > 2 ? string.Join(':', parts[..^2]) : "";
        hostPort = hostPort == 0 ? freePort() : hostPort;
        string[] protocols = halves.Length == 2 ? [halves[1]] : ["udp", "tcp"];
        return [.. protocols.Select(protocol => new PortMapping(hostIp, hostPort, containerPort, protocol))];
    }

    private static bool TryPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65535;
}
