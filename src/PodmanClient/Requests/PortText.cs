using System.Globalization;
using System.Net;

namespace Podman.Requests;

/// <summary>
/// The parts of a published port, <c>127.0.0.1:8080:80/tcp</c>, told apart as Podman does it: from the end, whatever stands in them.
/// </summary>
internal readonly record struct PortText(string HostAddress, string HostPorts, string ContainerPorts, string Protocol)
{
    public static PortText Split(string text)
    {
        // Today's Podman reads [::1]:80 as well, without a port of the host.
        int end = text.StartsWith('[') ? text.IndexOf("]:", StringComparison.Ordinal) : -1;
        if (end > 0 && !text.AsSpan(end + 2).Contains(':'))
        {
            return Split(text[(end + 2)..]) with { HostAddress = text[..(end + 1)] };
        }

        string[] parts = text.Split(':');
        string[] last = parts[^1].Split('/');
        return new PortText(
            parts.Length > 2 ? string.Join(':', parts[..^2]) : "",
            parts.Length > 1 ? parts[^2] : "",
            last[0],
            last.Length > 1 ? last[1] : "");
    }

    /// <summary>
    /// What every Podman refuses, and why; null where one of them takes it. It is more tolerant than <see cref="PortMapping"/>: Podman 0.8
    /// reads a port 0, and a third end of a range. A range of the host for a single port of the container is read by Podman 0.8 to 2.2,
    /// which then fail to make one number of it, and refused by later ones.
    /// </summary>
    public static string? Fault(string text)
    {
        PortText parts = Split(text);
        if (RangeFault(parts.ContainerPorts) is { } container)
        {
            return container;
        }

        if (parts.HostPorts.Length > 0 && RangeFault(parts.HostPorts) is { } host)
        {
            return host;
        }

        (int first, int last) = Range(parts.ContainerPorts)!.Value;
        if (parts.HostPorts.Length > 0 && Range(parts.HostPorts) is var (hostFirst, hostLast) && hostLast - hostFirst != last - first)
        {
            return $"the ranges {parts.HostPorts} and {parts.ContainerPorts} are not of the same length";
        }

        return ProtocolFault(parts.Protocol) ?? AddressFault(parts.HostAddress);
    }

    /// <summary>The same for a port that is exposed only: <c>80</c>, <c>80-90/udp</c>. Nobody looks at its protocol.</summary>
    public static string? ExposedFault(string text) => RangeFault(text.Split('/')[0]);

    private static string? RangeFault(string range) => range.Length == 0 ? "the port of the container is missing"
        : Range(range) is null ? $"'{range}' is neither a port (1 to 65535) nor a range of ports"
        : null;

    private static (int First, int Last)? Range(string range)
    {
        string[] ends = range.Split('-');
        return IsPort(ends[0], out int first) && IsPort(ends[ends.Length > 1 ? 1 : 0], out int last) && last >= first ? (first, last) : null;
    }

    private static bool IsPort(string text, out int port)
    {
        bool isPort = ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort value);
        port = value;
        return isPort;
    }

    private static string? ProtocolFault(string protocol) => protocol.ToUpperInvariant() is "" or "TCP" or "UDP" or "SCTP"
        ? null
        : $"'{protocol}' is none of the protocols tcp, udp and sctp";

    private static string? AddressFault(string address)
    {
        string bare = address.StartsWith('[') && address.EndsWith(']') ? address[1..^1] : address;

        // Programs made with an old Go read 010 as ten; here it is eight, and 08 nothing at all.
        bool hasLeadingZero = bare.Split('.').Any(static number => number.Length > 1 && number[0] == '0' && number.All(char.IsAsciiDigit));
        return bare.Length == 0 || hasLeadingZero || IPAddress.TryParse(bare, out _) ? null : $"'{address}' is no IP address";
    }
}
