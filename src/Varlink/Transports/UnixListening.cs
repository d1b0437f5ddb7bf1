using System.Net.Sockets;

namespace Varlink.Transports;

/// <summary>Begins to listen on a unix domain socket.</summary>
internal static class UnixListening
{
    /// <summary>How many clients may wait to be accepted; the system lowers it to what it allows.</summary>
    private const int Backlog = 4096;

    public static async ValueTask<IVarlinkListener> ListenAsync(
        string endpoint, UnixSocketName name, UnixFileMode? mode, CancellationToken cancellationToken)
    {
        if (name.IsTooLong)
        {
            throw new IOException(
                $"The path of {endpoint} has {name.ByteCount} bytes, and the system allows {UnixSocketName.MaxByteCount} for a socket. Use a " +
                "shorter path.");
        }

        if (name.IsAbstract && mode is not null)
        {
            throw new NotSupportedException(
                $"{endpoint} is an abstract socket: it has no file, and so no mode that could restrict who connects. Use a path, or leave the " +
                "mode away.");
        }

        using UnixPathLock? pathLock = name.IsAbstract ? null : await UnixPathLock.AcquireAsync(name.Name, cancellationToken).ConfigureAwait(false);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await BindAsync(socket, endpoint, name, cancellationToken).ConfigureAwait(false);
            if (mode is { } value && !OperatingSystem.IsWindows())
            {
                // Between bind and listen: whoever is not meant to connect finds nobody listening until the mode is set.
                File.SetUnixFileMode(name.Name, value);
            }

            socket.Listen(Backlog);
            return new SocketListener(socket, endpoint, name.IsAbstract ? null : name.Name);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw Describe(endpoint, name, e);
        }
        catch (Exception)
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task BindAsync(Socket socket, string endpoint, UnixSocketName name, CancellationToken cancellationToken)
    {
        try
        {
            socket.Bind(name.ToEndPoint());
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse && !name.IsAbstract)
        {
            await StaleSocket.RemoveAsync(endpoint, name.Name, cancellationToken).ConfigureAwait(false);
            socket.Bind(name.ToEndPoint());
        }
    }

    private static Exception Describe(string endpoint, UnixSocketName name, SocketException failure) => failure.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => new IOException(
            $"Another service listens on {endpoint}. Stop it, or use another address.", failure),
        SocketError.AccessDenied => new UnauthorizedAccessException(
            $"The user {Environment.UserName} may not make the socket {endpoint}: it needs write permission on the folder.", failure),
        _ when !name.IsAbstract && Path.GetDirectoryName(name.Name) is { Length: > 0 } folder && !Directory.Exists(folder) =>
            new DirectoryNotFoundException($"The folder of {endpoint} does not exist. Make it first.", failure),
        _ => new IOException($"Listening on {endpoint} failed: {failure.Message}", failure),
    };
}
