using System.IO.Pipes;
using System.Net.Sockets;

namespace Podman.Libpod.Rest;

/// <summary>Where Podman's REST service listens, and how to connect to it.</summary>
/// <param name="Text">The address as it was given.</param>
/// <param name="BaseUri">What requests begin with. The host means nothing where the connection is a socket of this host.</param>
/// <param name="ConnectAsync">Makes a connection.</param>
internal sealed record RestAddress(string Text, Uri BaseUri, Func<CancellationToken, ValueTask<Stream>> ConnectAsync)
{
    /// <summary>
    /// The API is asked for in this version: every Podman from 4 on knows it, and the shape of the answers goes by what is asked for, not by
    /// what Podman could say.
    /// </summary>
    private const string Root = "/v4.0.0/libpod/";

    private static readonly Uri LocalUri = new("http://podman.local" + Root);

    /// <summary>Reads an address in the form of CONTAINER_HOST.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    /// <exception cref="NotSupportedException">Its kind is not supported; the text tells what to do instead.</exception>
    public static RestAddress Parse(string text)
    {
        (string scheme, string rest) = Split(text);
        switch (scheme)
        {
            case "unix" when rest.Length > 0:
                return new RestAddress(text, LocalUri, token => ConnectUnixAsync(rest, token));
            case "npipe" when PipeName(rest) is { Length: > 0 } name:
                return new RestAddress(text, LocalUri, token => ConnectPipeAsync(name, token));
            case "tcp" when Uri.TryCreate("tcp://" + rest, UriKind.Absolute, out Uri? uri) && uri is { Port: > 0, AbsolutePath: "/" or "" }:
                return new RestAddress(text, new Uri($"http://{uri.Authority}{Root}"), token => ConnectTcpAsync(uri, token));
            case "ssh":
                throw new NotSupportedException(SshAdvice(text));
            default:
                throw new FormatException(
                    $"'{text}' is no address of Podman's REST service: it takes unix:///path/podman.sock, npipe:////./pipe/name or tcp://host:port.");
        }
    }

    /// <summary>What to do about an address that leads through ssh: the command that makes a socket of this host of it.</summary>
    private static string SshAdvice(string text)
    {
        const string Local = "/tmp/podman.sock";
        string target = "user@host";
        string port = "";
        string remote = "/run/user/1000/podman/podman.sock";
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Host.Length > 0)
        {
            string user = uri.UserInfo.Split(':')[0];
            target = user.Length > 0 ? $"{user}@{uri.Host}" : uri.Host;
            port = uri.Port > 0 ? $"-p {uri.Port} " : "";
            remote = uri.AbsolutePath.Length > 1 ? uri.AbsolutePath : remote;
        }

        return $"{text} leads through ssh, which this library does not speak. Make a socket of this host of it, and use that: " +
            $"'ssh -N -L {Local}:{remote} {port}{target}', then CONTAINER_HOST=unix://{Local} (or the address unix://{Local}).";
    }

    private static (string Scheme, string Remainder) Split(string text)
    {
        if (text.StartsWith('/'))
        {
            return ("unix", text);
        }

        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return ("", text);
        }

        string rest = text[(colon + 1)..];
        return (text[..colon], rest.StartsWith("//", StringComparison.Ordinal) ? rest[2..] : rest);
    }

    /// <summary>//./pipe/name, in slashes of either kind.</summary>
    private static string? PipeName(string rest)
    {
        const string Prefix = "//./pipe/";
        string path = rest.Replace('\\', '/');
        return path.StartsWith(Prefix, StringComparison.Ordinal) ? path[Prefix.Length..] : null;
    }

    private static async ValueTask<Stream> ConnectUnixAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException e) when (!File.Exists(path) && e.SocketErrorCode != SocketError.AccessDenied)
        {
            // The runtime calls this "cannot assign requested address".
            socket.Dispose();
            throw new FileNotFoundException($"there is no such socket: {path}", e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async ValueTask<Stream> ConnectPipeAsync(string name, CancellationToken cancellationToken)
    {
        var pipe = new NamedPipeClientStream(".", name, PipeDirection.InOut, PipeOptions.Asynchronous);
        try
        {
            await pipe.ConnectAsync(cancellationToken).ConfigureAwait(false);
            return pipe;
        }
        catch
        {
            await pipe.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async ValueTask<Stream> ConnectTcpAsync(Uri uri, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(uri.DnsSafeHost, uri.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
