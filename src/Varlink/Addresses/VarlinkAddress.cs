using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using Varlink.Addresses;
using Varlink.Transports;

namespace Varlink;

/// <summary>
/// The address of a varlink service: <c>unix:/run/podman/io.podman</c>, <c>unix:@name</c>, <c>tcp:host:port</c>, <c>tcp:[::1]:port</c>,
/// <c>exec:/program</c> or <c>bridge:command</c>; all but the last may be followed by properties such as <c>;mode=0600</c>.
/// </summary>
public sealed class VarlinkAddress : IEquatable<VarlinkAddress>, IParsable<VarlinkAddress>
{
    private readonly string _text;

    private VarlinkAddress(string text, ParsedAddress parsed)
    {
        _text = text;
        Kind = parsed.Kind;
        Path = parsed.Path;
        IsAbstract = parsed.IsAbstract;
        Host = parsed.Host;
        Port = parsed.Port;
        Properties = parsed.Properties ?? ReadOnlyDictionary<string, string>.Empty;
    }

    /// <summary>How the service is reached.</summary>
    public VarlinkAddressKind Kind { get; }

    /// <summary>
    /// The path of the socket (or its name in the abstract name space, without the <c>@</c>), the program, or the command of a bridge; null
    /// for TCP.
    /// </summary>
    public string? Path { get; }

    /// <summary>Whether <see cref="Path"/> is a name in the abstract name space of Linux, where sockets have no file.</summary>
    public bool IsAbstract { get; }

    /// <summary>The name or the address of the host, an IPv6 address without its brackets; null for everything but TCP.</summary>
    public string? Host { get; }

    /// <summary>The port; 0, for a listener, lets the system choose one. Null for everything but TCP.</summary>
    public int? Port { get; }

    /// <summary>
    /// What follows the first semicolon, by name. <c>mode</c> is the mode of the socket's file when a server listens on it; other
    /// properties are kept and have no effect.
    /// </summary>
    public IReadOnlyDictionary<string, string> Properties { get; }

    /// <summary>Reads an address.</summary>
    /// <param name="address">The address.</param>
    /// <returns>The address.</returns>
    /// <exception cref="FormatException">It is no address; the message says what is wrong, and what would be right.</exception>
    public static VarlinkAddress Parse(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        ParsedAddress parsed = AddressParser.Parse(address);
        return parsed.Error is null ? new VarlinkAddress(address, parsed) : throw new FormatException(parsed.Error);
    }

    /// <summary>Reads an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="result">The address, when it is one.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? address, [MaybeNullWhen(false)] out VarlinkAddress result)
    {
        result = null;
        if (address is not null && AddressParser.Parse(address) is { Error: null } parsed)
        {
            result = new VarlinkAddress(address, parsed);
        }

        return result is not null;
    }

    static VarlinkAddress IParsable<VarlinkAddress>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<VarlinkAddress>.TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out VarlinkAddress result) => TryParse(s, out result);

    /// <summary>Makes what connects to the service. It is made at once; nothing is connected yet.</summary>
    /// <returns>The connector.</returns>
    /// <exception cref="NotSupportedException">It is a tcp address with port 0, which only a server can use.</exception>
    /// <exception cref="PlatformNotSupportedException">It is an <c>exec:</c> address, and the system is not Linux.</exception>
    public IVarlinkConnector CreateConnector() => Kind switch
    {
        VarlinkAddressKind.Unix => new UnixConnector(_text, new UnixSocketName(Path!, IsAbstract)),
        VarlinkAddressKind.Tcp when Port == 0 => throw new NotSupportedException(
            $"'{_text}': port 0 means a free port to a server. To connect, give the port that the server listens on."),
        VarlinkAddressKind.Tcp => new TcpConnector(_text, Host!, Port!.Value),
        VarlinkAddressKind.Exec when OperatingSystem.IsLinux() => new ExecConnector(_text, Path!, ProcessEnding.Default),
        VarlinkAddressKind.Exec => throw new PlatformNotSupportedException(
            $"'{_text}': programs that find their connection at descriptor 3 are started on Linux only. Use a bridge: command."),
        _ => new BridgeConnector(_text, CommandLine.Split(Path!, out _), ProcessEnding.Default),
    };

    /// <summary>
    /// Begins to listen. A socket file that a service left behind when it ended is replaced; one that somebody listens on is not. The
    /// property <c>mode</c> is in force before anybody can connect. The socket file is removed when the listener is disposed of.
    /// </summary>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <returns>The listener; clients can connect from now on.</returns>
    /// <exception cref="IOException">The address is in use, or cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not listen there.</exception>
    /// <exception cref="NotSupportedException">
    /// One cannot listen on this kind of address; or it has a property that a server does not know, a mistyped mode for example.
    /// </exception>
    public ValueTask<IVarlinkListener> ListenAsync(CancellationToken cancellationToken = default) => Kind switch
    {
        // Clients pass over what they do not know. Here it may be what keeps others out.
        VarlinkAddressKind.Unix or VarlinkAddressKind.Tcp when UnknownProperty() is { } property => throw new NotSupportedException(
            $"'{_text}': a server knows no property '{property}', only '{AddressParser.Mode}', and does not listen without what it asks for."),
        VarlinkAddressKind.Unix => UnixListening.ListenAsync(_text, new UnixSocketName(Path!, IsAbstract), SocketFileMode(), cancellationToken),
        VarlinkAddressKind.Tcp when Properties.ContainsKey(AddressParser.Mode) => throw new NotSupportedException(
            $"'{_text}': a port has no mode that could restrict who connects. Use a unix socket, or leave the mode away."),
        VarlinkAddressKind.Tcp => TcpListening.ListenAsync(_text, Host!, Port!.Value, cancellationToken),
        _ => throw new NotSupportedException(
            $"One cannot listen on '{_text}': clients of such an address start a program. A server listens on unix: and tcp: addresses."),
    };

    /// <summary>Whether both are the same text.</summary>
    /// <param name="other">The other address.</param>
    /// <returns>Whether both are the same.</returns>
    public bool Equals(VarlinkAddress? other) => other is not null && _text == other._text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VarlinkAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The address as it was given.</summary>
    /// <returns>The text, which <see cref="Parse"/> reads again.</returns>
    public override string ToString() => _text;

    private string? UnknownProperty() => Properties.Keys.FirstOrDefault(static name => name != AddressParser.Mode);

    private UnixFileMode? SocketFileMode() =>
        Properties.TryGetValue(AddressParser.Mode, out string? mode) ? (UnixFileMode)Convert.ToInt32(mode, 8) : null;
}
