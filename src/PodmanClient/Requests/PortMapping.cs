using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Podman.Requests;

namespace Podman;

/// <summary>
/// A port of the host that leads to a port of a container, or as many of them in a row. It goes wherever a request takes the text of one:
/// <c>Publish = [new PortMapping(8080, 80)]</c>.
/// </summary>
public sealed record PortMapping : ISpanParsable<PortMapping>
{
    private const int LastPort = ushort.MaxValue;

    private readonly int _count = 1;
    private readonly IPAddress? _hostAddress;
    private readonly PortProtocol _protocol;

    /// <summary>Publishes a port of a container on a port of the host.</summary>
    /// <param name="hostPort">The port of the host, 1 to 65535.</param>
    /// <param name="containerPort">The port of the container, 1 to 65535.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is no port.</exception>
    public PortMapping(int hostPort, int containerPort)
        : this(containerPort)
    {
        ThrowIfNoPort(hostPort, nameof(hostPort));
        HostPort = hostPort;
    }

    /// <summary>Publishes a port of a container on a port of the host that the engine chooses.</summary>
    /// <param name="containerPort">The port of the container, 1 to 65535.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is no port.</exception>
    public PortMapping(int containerPort)
    {
        ThrowIfNoPort(containerPort, nameof(containerPort));
        ContainerPort = containerPort;
    }

    /// <summary>The port of the host, the first one of a range; null where the engine chooses.</summary>
    public int? HostPort { get; }

    /// <summary>The port of the container, the first one of a range.</summary>
    public int ContainerPort { get; }

    /// <summary>How many ports in a row are published. Default: 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1, or there are not so many ports.</exception>
    public int Count
    {
        get => _count;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, LastPort + 1 - Math.Max(ContainerPort, HostPort ?? 0));
            _count = value;
        }
    }

    /// <summary>The address of the host to listen at. Default: null, all of them.</summary>
    /// <exception cref="ArgumentException">It belongs to one interface of the host, <c>fe80::1%eth0</c>: Podman knows no such addresses.</exception>
    public IPAddress? HostAddress
    {
        get => _hostAddress;
        init => _hostAddress = value is { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: not 0 }
            ? throw new ArgumentException($"'{value}' belongs to one interface of the host: Podman knows no such addresses.", nameof(value))
            : value;
    }

    /// <summary>What is spoken on the ports. Default: TCP.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none of the protocols.</exception>
    public PortProtocol Protocol
    {
        get => _protocol;
        init => _protocol = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "There is no such protocol.");
    }

    /// <summary>The text that requests take.</summary>
    /// <param name="mapping">The mapping.</param>
    [return: NotNullIfNotNull(nameof(mapping))]
    public static implicit operator string?(PortMapping? mapping) => mapping?.ToString();

    /// <summary>
    /// Reads a mapping as command lines have it: <c>8080:80</c>, <c>127.0.0.1:8080:80/tcp</c>, <c>[::1]:53:53/udp</c>, <c>8000-8010:80-90</c>;
    /// <c>80</c> and <c>127.0.0.1::80</c> let the engine choose the port of the host.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <returns>The mapping.</returns>
    /// <exception cref="FormatException">It is none; the message says what is wrong with it.</exception>
    public static PortMapping Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryRead(text, out string fault) ?? throw new FormatException($"'{text}' is no port mapping: {fault}.");
    }

    static PortMapping IParsable<PortMapping>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static PortMapping ISpanParsable<PortMapping>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s.ToString());

    /// <summary>Reads a mapping as <see cref="Parse(string)"/> does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mapping">The mapping; null where the text is none.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [MaybeNullWhen(false)] out PortMapping mapping) =>
        (mapping = text is null ? null : TryRead(text, out _)) is not null;

    static bool IParsable<PortMapping>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out PortMapping result) =>
        TryParse(s, out result);

    static bool ISpanParsable<PortMapping>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, [MaybeNullWhen(false)] out PortMapping result) =>
        TryParse(s.ToString(), out result);

    /// <summary>
    /// The text that requests take, always with the protocol: Podman 0.8 lists a port twice that is published without one.
    /// </summary>
    /// <returns><c>8080:80/tcp</c>, <c>[::1]:8000-8010:80-90/udp</c>, <c>80/tcp</c>.</returns>
    public override string ToString()
    {
        string address = HostAddress switch
        {
            null => "",
            { AddressFamily: AddressFamily.InterNetworkV6 } => $"[{HostAddress}]:",
            _ => $"{HostAddress}:",
        };
        string host = HostPort is { } port ? $"{Range(port)}:" : address.Length > 0 ? ":" : "";
        string protocol = Protocol switch { PortProtocol.Udp => "udp", PortProtocol.Sctp => "sctp", _ => "tcp" };
        return $"{address}{host}{Range(ContainerPort)}/{protocol}";
    }

    private string Range(int first) => Count == 1
        ? first.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{first}-{first + Count - 1}");

    private static PortMapping? TryRead(string text, out string fault)
    {
        fault = "";
        IPAddress? address = null;
        string rest = text;
        if (text.StartsWith('['))
        {
            int end = text.IndexOf("]:", StringComparison.Ordinal);
            if (end < 0 || !TryReadAddress(text[1..end], AddressFamily.InterNetworkV6, out address))
            {
                fault = "it begins like an IPv6 address and has none; those read [::1]:8080:80";
                return null;
            }

            rest = text[(end + 2)..];
        }

        string[] slashes = rest.Split('/');
        string[] parts = slashes[0].Split(':');
        if (parts.Length == 3 && address is null)
        {
            if (parts[0].Length > 0 && !TryReadAddress(parts[0], AddressFamily.InterNetwork, out address))
            {
                fault = $"'{parts[0]}' is no IPv4 address";
                return null;
            }

            parts = parts[1..];
        }

        if (slashes.Length > 2 || parts.Length > 2)
        {
            fault = "it has too many parts; mappings read 8080:80, 127.0.0.1:8080:80/tcp, [::1]:8080:80";
            return null;
        }

        PortProtocol? protocol = slashes.Length == 1 ? PortProtocol.Tcp : ReadProtocol(slashes[1]);
        if (protocol is null)
        {
            fault = $"'{slashes[1]}' is none of the protocols tcp, udp and sctp";
            return null;
        }

        bool hasHostPort = parts.Length == 2 && parts[0].Length > 0;
        (int First, int Count)? container = ReadRange(parts[^1], out fault);
        (int First, int Count)? host = container is not null && hasHostPort ? ReadRange(parts[0], out fault) : null;
        if (container is null || (hasHostPort && host is null))
        {
            return null;
        }

        if (host is { } range && range.Count != container.Value.Count)
        {
            fault = $"the ranges {parts[0]} and {parts[1]} are not of the same length";
            return null;
        }

        PortMapping mapping = host is null ? new(container.Value.First) : new(host.Value.First, container.Value.First);
        return mapping with { Count = container.Value.Count, HostAddress = address, Protocol = protocol.Value };
    }

    private static PortProtocol? ReadProtocol(string text) => text.ToUpperInvariant() switch
    {
        "TCP" => PortProtocol.Tcp,
        "UDP" => PortProtocol.Udp,
        "SCTP" => PortProtocol.Sctp,
        _ => null,
    };

    private static (int First, int Count)? ReadRange(string text, out string fault)
    {
        fault = "";
        string[] ends = text.Split('-');
        if (text.Length == 0)
        {
            fault = "the port of the container is missing";
        }
        else if (ends.Length > 2 || !TryReadPort(ends[0], out int first) || !TryReadPort(ends[^1], out int last))
        {
            fault = $"'{text}' is neither a port (1 to 65535) nor a range of ports";
        }
        else if (last < first)
        {
            fault = $"the range {text} ends before it begins";
        }
        else
        {
            return (first, last - first + 1);
        }

        return null;
    }

    private static bool TryReadPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= LastPort;

    // .NET reads 80 and 127.1 as addresses as well; only the form that it writes itself is meant here.
    private static bool TryReadAddress(string text, AddressFamily family, [NotNullWhen(true)] out IPAddress? address) =>
        IPAddress.TryParse(text, out address)
        && address.AddressFamily == family
        && (family == AddressFamily.InterNetwork ? address.ToString() == text : !text.Contains('%', StringComparison.Ordinal));

    private static void ThrowIfNoPort(int port, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, LastPort, name);
    }
}
