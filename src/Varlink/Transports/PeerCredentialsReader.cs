using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Varlink.Transports;

/// <summary>Asks the system who is at the other end of a socket.</summary>
internal static class PeerCredentialsReader
{
    private const int SocketLevel = 1;
    private const int PeerCredentials = 17;

    public static VarlinkPeerCredentials? Read(Socket socket)
    {
        if (!OperatingSystem.IsLinux() || socket.AddressFamily != AddressFamily.Unix)
        {
            return null;
        }

        // struct ucred: pid, uid and gid.
        Span<int> values = stackalloc int[3];
        try
        {
            socket.GetRawSocketOption(SocketLevel, PeerCredentials, MemoryMarshal.AsBytes(values));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed on this side: there is no caller any longer.
            return null;
        }

        return new VarlinkPeerCredentials(values[0], (uint)values[1], (uint)values[2]);
    }
}
