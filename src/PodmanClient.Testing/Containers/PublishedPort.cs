using System.Globalization;
using System.Net;
using Podman.Testing.State;

namespace Podman.Testing.Containers;

/// <summary>A port of the host that leads to one of a container.</summary>
internal sealed record PublishedPort(string HostIp, int HostPort, int ContainerPort, string Protocol)
{
    private static readonly string[] WithoutProtocol = ["udp", "tcp"];

    /// <summary>Reads <c>80</c>, <c>8080:80</c>, <c>127.0.0.1:8080:80/udp</c>, <c>8000-8009:80-89</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="freePort">Gives a port of the host where the text names none.</param>
    /// <returns>The mappings; without a protocol two for each port, udp and tcp, as Podman 0.8 does it.</returns>
    /// <exception cref="EngineFailure">It is no mapping.</exception>
    public static IReadOnlyList<PublishedPort> Parse(string text, Func<int> freePort)
    {
        string[] parts = text.Split(':');
        string[] halves = parts[^1].Split('/');
        string address = AddressOf(parts.Length > 2 ? string.Join(':', parts[..^2]) : "");
        if (halves[0].Length == 0)
        {
            throw EngineFailure.Occurred($"No port specified: {text}<empty>");
        }

        (int first, int last) = Range(halves[0]) ?? throw EngineFailure.Occurred($"Invalid containerPort: {halves[0]}");
        string host = parts.Length > 1 ? parts[^2] : "";
        (int First, int Last)? hosts = host.Length == 0 ? null : Range(host) ?? throw EngineFailure.Occurred($"Invalid hostPort: {host}");
        if (hosts is { } range && range.Last - range.First != last - first && first != last)
        {
            throw EngineFailure.Occurred($"Invalid ranges specified for container and host Ports: {halves[0]} and {host}");
        }

        string protocol = halves.Length > 1 ? halves[1].ToLowerInvariant() : "";
        if (protocol is not ("" or "tcp" or "udp" or "sctp"))
        {
            throw EngineFailure.Occurred($"Invalid proto: {halves[1]}");
        }

        if (hosts is var (hostFirst, hostLast) && hostFirst != hostLast && first == last)
        {
            // Podman reads it, and then takes the range for a number.
            throw EngineFailure.Occurred(string.Create(
                CultureInfo.InvariantCulture,
                $"unable to create port bindings: unable to convert host port to integer: strconv.Atoi: parsing \"{hostFirst}-{hostLast}\": invalid syntax"));
        }

        var mappings = new List<PublishedPort>();
        for (int port = first; port <= last; port++)
        {
            int hostPort = hosts is { First: > 0 } given ? given.First + port - first : freePort();
            mappings.AddRange((protocol.Length > 0 ? [protocol] : WithoutProtocol).Select(name => new PublishedPort(address, hostPort, port, name)));
        }

        return mappings;
    }

    /// <summary>Looks at a port that is exposed and not published: <c>80</c>, <c>80-89/udp</c>.</summary>
    /// <exception cref="EngineFailure">It is none.</exception>
    public static void CheckExposed(string text)
    {
        if (Range(text.Split('/')[0]) is null)
        {
            throw EngineFailure.Occurred($"invalid range format for --expose: {text}, error: Invalid range specified for the Port: {text}");
        }
    }

    private static string AddressOf(string text)
    {
        string address = text.StartsWith('[') && text.EndsWith(']') ? text[1..^1] : text;
        return address.Length == 0 || IPAddress.TryParse(address, out _) ? address : throw EngineFailure.Occurred($"Invalid ip address: {address}");
    }

    // As Podman reads them: a port may be 0, and a third end of a range is not looked at.
    private static (int First, int Last)? Range(string text)
    {
        string[] ends = text.Split('-');
        return TryPort(ends[0], out int first) && TryPort(ends[ends.Length > 1 ? 1 : 0], out int last) && last >= first ? (first, last) : null;
    }

    private static bool TryPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= 65535;
}
