using System.Globalization;
using Podman.Libpod.Rest.Models;

namespace Podman.Libpod.Create;

/// <summary>Ports of a container, and ports of the host that lead to them.</summary>
internal static class Ports
{
    /// <summary>"8080:80", "127.0.0.1:8080:80/tcp", "80", "8000-8009:8000-8009".</summary>
    public static IReadOnlyList<SpecPort>? ParsePublished(IReadOnlyList<string> texts) =>
        texts.Count == 0 ? null : [.. texts.Select(ParsePublished)];

    /// <summary>"80/tcp", "8000-8009": each port with its protocols.</summary>
    public static IReadOnlyDictionary<ushort, string>? ParseExposed(IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
        {
            return null;
        }

        var ports = new Dictionary<ushort, string>();
        foreach (string text in texts)
        {
            (string range, string? protocol) = SplitProtocol(text);
            (int first, int count) = ParseRange(range, text);
            for (int port = first; port < first + count; port++)
            {
                string name = protocol ?? "tcp";
                ports[(ushort)port] = ports.TryGetValue((ushort)port, out string? others) ? $"{others},{name}" : name;
            }
        }

        return ports;
    }

    private static SpecPort ParsePublished(string text)
    {
        (string ports, string? protocol) = SplitProtocol(text);
        string? address = null;
        if (ports.StartsWith('[') && ports.IndexOf("]:", StringComparison.Ordinal) is var end and > 0)
        {
            address = ports[1..end];
            ports = ports[(end + 2)..];
        }

        string[] parts = ports.Split(':');
        if (address is null && parts.Length == 3)
        {
            address = parts[0];
            parts = parts[1..];
        }

        if (parts.Length > 2)
        {
            throw Invalid(text);
        }

        (int containerPort, int count) = ParseRange(parts[^1], text);
        int hostPort = 0;
        if (parts.Length == 2 && parts[0].Length > 0)
        {
            (hostPort, int hostCount) = ParseRange(parts[0], text);
            if (hostCount != count)
            {
                // Nor does Podman choose one of several ports of the host: its API has one length for both ranges, its command line refuses it.
                throw new ErrorOccurredException(
                    $"invalid port \"{text}\": the ranges have different lengths, {hostCount} and {count}. Without a port of the host, Podman chooses one");
            }
        }

        return new SpecPort(string.IsNullOrEmpty(address) ? null : address, containerPort, hostPort, count > 1 ? count : 0, protocol);
    }

    private static (string Ports, string? Protocol) SplitProtocol(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (text, null) : (text[..slash], text[(slash + 1)..]);
    }

    private static (int First, int Count) ParseRange(string range, string text)
    {
        string[] ends = range.Split('-');
        return ends.Length <= 2 && TryParse(ends[0], out ushort first) && TryParse(ends[^1], out ushort last) && last >= first
            ? (first, last - first + 1)
            : throw Invalid(text);
    }

    private static bool TryParse(string text, out ushort port) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port > 0;

    private static ErrorOccurredException Invalid(string text) =>
        new($"invalid port \"{text}\": ports read 80, 8080:80, 127.0.0.1:8080:80/tcp");
}
