using System.Net.Sockets;
using System.Runtime.Versioning;
using Varlink.Transports;

namespace Varlink.Tests.Server;

/// <summary>
/// Sockets that another process would have opened. One process must not let go of a descriptor of a socket and then take another one of the
/// same socket: the kernel goes on to watch the closed number for as long as the socket is open, and refuses to watch that number again.
/// </summary>
[SupportedOSPlatform("linux")]
internal static class Descriptors
{
    private const int DuplicateCloseOnExec = 1030; // F_DUPFD_CLOEXEC

    /// <summary>A socket that listens, as systemd holds it.</summary>
    public static Socket Listen(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen();
        return socket;
    }

    /// <summary>Another descriptor of the same socket.</summary>
    public static int Duplicate(Socket socket)
    {
        int descriptor = Libc.Control((int)socket.Handle, DuplicateCloseOnExec, 0);
        Assert.That(descriptor, Is.Positive);
        return descriptor;
    }

    /// <summary>Lets go of a socket without closing it.</summary>
    public static int Release(Socket socket)
    {
        int descriptor = Duplicate(socket);
        socket.Dispose();
        return descriptor;
    }
}
