using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Varlink.Transports;

/// <summary>
/// Held while a service takes a path for its socket, or gives it back. Without it, one that starts could take the socket of another for dead
/// that is bound already and does not listen yet, and one that stops could remove the file of its successor.
/// </summary>
/// <remarks>
/// The lock is an abstract socket with a name made of the path: the system gives it to one at a time, takes it back from a process that dies,
/// and leaves no file behind. Only Linux has those; elsewhere there is no lock. Names are free for everybody to take, so it is no more than a
/// courtesy between well-behaved services: when it cannot be had for a while, things go on without it.
/// </remarks>
internal sealed class UnixPathLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly Socket? _held;

    private UnixPathLock(Socket? held) => _held = held;

    public static async Task<UnixPathLock> AcquireAsync(string path, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
        {
            return new UnixPathLock(null);
        }

        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(path)));
        var name = new UnixDomainSocketEndPoint($"\0varlink-path-lock-{Convert.ToHexStringLower(hash)}");
        long begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            try
            {
                socket.Bind(name);
                return new UnixPathLock(socket);
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                socket.Dispose();
                if (TimeProvider.System.GetElapsedTime(begun) > Patience)
                {
                    return new UnixPathLock(null);
                }
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _held?.Dispose();
}
