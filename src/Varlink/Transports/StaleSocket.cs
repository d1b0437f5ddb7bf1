using System.Net.Sockets;

namespace Varlink.Transports;

/// <summary>
/// Makes room for a service whose predecessor left its socket file behind. Nothing but a socket is ever removed, and no socket that somebody
/// listens on. The caller holds the path's lock.
/// </summary>
internal static class StaleSocket
{
    /// <exception cref="IOException">The file is in use, or no socket.</exception>
    public static async Task RemoveAsync(string endpoint, string path, CancellationToken cancellationToken)
    {
        switch (UnixSocketFile.Examine(path))
        {
            case UnixSocketFileKind.Missing:
                return;
            case UnixSocketFileKind.Other:
                throw new IOException($"{path} exists and is no socket, so it is left alone. Remove it, or listen elsewhere than on {endpoint}.");
            case UnixSocketFileKind.Unknown:
                throw new UnauthorizedAccessException(
                    $"{path} exists, and the user {Environment.UserName} may not find out whether it is a socket that was left behind. Remove " +
                    $"it, or listen elsewhere than on {endpoint}.");
        }

        if (await IsAliveAsync(path, cancellationToken).ConfigureAwait(false))
        {
            throw InUse(endpoint);
        }

        File.Delete(path);
    }

    private static async Task<bool> IsAliveAsync(string path, CancellationToken cancellationToken)
    {
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await probe.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (SocketException e)
        {
            // Only a refusal says that nobody listens. A full queue of waiting clients, a socket of another kind or one that may not be
            // opened are somebody's.
            return e.SocketErrorCode != SocketError.ConnectionRefused;
        }
    }

    private static IOException InUse(string endpoint) =>
        new($"Another service listens on {endpoint}. Stop it, or use another address.");
}
