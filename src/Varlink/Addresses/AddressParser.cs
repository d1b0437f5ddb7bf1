using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Varlink.Transports;

namespace Varlink.Addresses;

/// <summary>Takes addresses apart. An error says what is wrong with which address, and what would be right.</summary>
internal static class AddressParser
{
    public const string Mode = "mode";

    private static readonly SearchValues<char> NotInHostNames = SearchValues.Create(" \t/[]@?#");

    private const string Forms = "unix:/path, unix:@name, tcp:host:port, exec:/program or bridge:command";

    public static ParsedAddress Parse(string address)
    {
        if (string.IsNullOrWhiteSpace(address))
        {
            return Wrong(address, $"it is empty. An address looks like {Forms}");
        }

        if (address.Contains('\0', StringComparison.Ordinal))
        {
            return Wrong(address.Replace("\0", "\\0", StringComparison.Ordinal), "it contains a NUL character. An abstract socket is written unix:@name");
        }

        if (address[0] == '/')
        {
            return Wrong(address, $"it is a path. Write unix:{address} for the socket at this path");
        }

        int colon = address.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return Wrong(address, $"it does not say how the service is reached. An address looks like {Forms}");
        }

        string rest = address[(colon + 1)..];
        return address[..colon] switch
        {
            "unix" => WithProperties(address, rest, ParseUnix),
            "tcp" => WithProperties(address, rest, ParseTcp),
            "exec" => WithProperties(address, rest, ParseExec),
            "bridge" => ParseBridge(address, rest),
            var other when other.ToUpperInvariant() is "UNIX" or "TCP" or "EXEC" or "BRIDGE" =>
                Wrong(address, $"'{other}' must be written in lower case"),
            var other => Wrong(address, $"nothing is known of '{other}:'. An address looks like {Forms}"),
        };
    }

    private static ParsedAddress WithProperties(string address, string rest, Func<string, string, ParsedAddress> parse)
    {
        string[] parts = rest.Split(';');
        ParsedAddress parsed = parse(address, parts[0]);
        if (parsed.Error is not null || parts.Length == 1)
        {
            return parsed;
        }

        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string property in parts.AsSpan(1))
        {
            int equals = property.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                return Wrong(address, $"after a semicolon stands name=value, ;mode=0600 for example, and not '{property}'");
            }

            string name = property[..equals];
            string value = property[(equals + 1)..];
            if (!properties.TryAdd(name, value))
            {
                return Wrong(address, $"the property '{name}' is given twice");
            }

            if (name == Mode && !IsFileMode(value))
            {
                return Wrong(address, $"'{value}' is no mode of a file. A mode has up to four octal digits, 0600 for example");
            }
        }

        return parsed with { Properties = properties.AsReadOnly() };
    }

    private static ParsedAddress ParseUnix(string address, string path)
    {
        if (path.StartsWith('@'))
        {
            return path.Length > 1
                ? new ParsedAddress { Kind = VarlinkAddressKind.Unix, Path = path[1..], IsAbstract = true }
                : Wrong(address, "the name of the abstract socket is missing. Write unix:@name");
        }

        return path.StartsWith('/') && !path.EndsWith('/')
            ? new ParsedAddress { Kind = VarlinkAddressKind.Unix, Path = path }
            : Wrong(address, "the socket is given by its full path, which starts with a slash. Write unix:/path/of/the/socket, or unix:@name for an abstract one");
    }

    private static ParsedAddress ParseTcp(string address, string rest)
    {
        if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            return Wrong(address, $"there are no slashes in a tcp address. Write tcp:{rest.TrimStart('/')}");
        }

        int colon = rest.LastIndexOf(':');
        if (colon < 0 || rest.EndsWith(']'))
        {
            return Wrong(address, "the port is missing. Write tcp:host:port");
        }

        string host = rest[..colon];
        string portText = rest[(colon + 1)..];
        if (!int.TryParse(portText, NumberStyles.None, CultureInfo.InvariantCulture, out int port) || port > ushort.MaxValue)
        {
            return Wrong(address, $"'{portText}' is no port. A port is a number from 0 to 65535");
        }

        if (host.StartsWith('[') && host.EndsWith(']'))
        {
            host = host[1..^1];
            if (!IPAddress.TryParse(host, out IPAddress? v6) || v6.AddressFamily != AddressFamily.InterNetworkV6)
            {
                return Wrong(address, $"'{host}' is no IPv6 address; only those stand in brackets");
            }
        }
        else if (host.Contains(':', StringComparison.Ordinal))
        {
            return Wrong(address, "an IPv6 address stands in brackets. Write tcp:[address]:port");
        }
        else if (host.Length == 0 || host.AsSpan().ContainsAny(NotInHostNames))
        {
            return Wrong(address, host.Length == 0
                ? $"the host is missing. Write tcp:host:port; to listen on all addresses, tcp:0.0.0.0:{port} or tcp:[::]:{port}"
                : $"'{host}' is no name of a host");
        }

        return new ParsedAddress { Kind = VarlinkAddressKind.Tcp, Host = host, Port = port };
    }

    private static ParsedAddress ParseExec(string address, string path) => path.StartsWith('/')
        ? new ParsedAddress { Kind = VarlinkAddressKind.Exec, Path = path }
        : Wrong(address, "the program is given by its full path, which starts with a slash. Write exec:/path/of/the/program");

    /// <summary>A command may hold anything, semicolons included, so it has no properties.</summary>
    private static ParsedAddress ParseBridge(string address, string command)
    {
        if (string.IsNullOrWhiteSpace(command))
        {
            return Wrong(address, "the command is missing. Write bridge:command, bridge:ssh host varlink bridge for example");
        }

        CommandLine.Split(command, out string? error);
        return error is null
            ? new ParsedAddress { Kind = VarlinkAddressKind.Bridge, Path = command }
            : Wrong(address, $"{error} in the command");
    }

    private static bool IsFileMode(string value) =>
        value.Length is > 0 and <= 4 && value.All(static c => c is >= '0' and <= '7') && Convert.ToInt32(value, 8) <= 0x1FF;

    private static ParsedAddress Wrong(string address, string what) =>
        new() { Error = $"'{address}' is no varlink address: {what}." };
}
