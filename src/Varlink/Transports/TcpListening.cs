using System.Net;
using System.Net.Sockets;

namespace Varlink.Transports;

/// <summary>Begins to listen on a TCP port.</summary>
internal static class TcpListening
{
    private const int Backlog = 4096;

    public static async ValueTask<IVarlinkListener> ListenAsync(
        string endpoint, string host, int port, CancellationToken cancellationToken)
    {
        IPAddress address = await ResolveAsync(endpoint, host, cancellationToken).ConfigureAwait(false);
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(Backlog);
            int bound = ((IPEndPoint)socket.LocalEndPoint!).Port;
            string shown = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
            return new SocketListener(socket, $"tcp:{shown}:{bound}", path: null);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw e.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => new IOException(
                    $"Another service listens on {endpoint}. Stop it, or use another port; port 0 takes one that is free.", e),
                SocketError.AddressNotAvailable => new IOException($"{endpoint} is no address of this machine.", e),
                SocketError.AccessDenied => new UnauthorizedAccessException(
                    $"The user {Environment.UserName} may not listen on {endpoint}: ports below 1024 need a privilege.", e),
                _ => new IOException($"Listening on {endpoint} failed: {e.Message}", e),
            };
        }
    }

    private static async Task<IPAddress> ResolveAsync(string endpoint, string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            return address;
        }

        try
        {
            // One address is bound. With several, that of IPv4: it is what a client that gets both tries in any case.
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
            return addresses.OrderBy(static a => a.AddressFamily == AddressFamily.InterNetwork ? 0 : 1).First();
        }
        catch (SocketException e)
        {
            throw new IOException($"The host of {endpoint} is not known: there is no address for the name '{host}'.", e);
        }
    }
}
