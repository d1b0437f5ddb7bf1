using System.Net.Sockets;

namespace Varlink.Transports;

/// <summary>
/// Says why a unix socket could not be connected to, in words that tell what to do. The system's error alone does not: a missing file is
/// reported as "address not available", and a file that is no socket at all as "connection refused".
/// </summary>
internal static class UnixConnectFailure
{
    public static VarlinkConnectionException Describe(string endpoint, UnixSocketName name, SocketException failure)
    {
        (VarlinkConnectionReason reason, string message) = failure.SocketErrorCode switch
        {
            SocketError.AccessDenied => (
                VarlinkConnectionReason.PermissionDenied,
                $"The user {Environment.UserName} may not open the socket {endpoint}: connecting needs write permission on the socket file, " +
                "and search permission on the folders above it."),
            SocketError.ConnectionRefused when name.IsAbstract => (
                VarlinkConnectionReason.Refused, $"Nobody listens on {endpoint}. Is the service running?"),
            SocketError.ConnectionRefused => DescribeRefusal(endpoint, name.Name),
            SocketError.WouldBlock or SocketError.TryAgain => (
                VarlinkConnectionReason.Refused,
                $"The service at {endpoint} does not accept connections fast enough: too many are waiting already. Try again later."),
            SocketError.ProtocolType => (
                VarlinkConnectionReason.Refused, $"{endpoint} is a socket of another kind: varlink needs a stream socket."),
            SocketError.AddressNotAvailable when name.IsAbstract => (
                VarlinkConnectionReason.NotFound, $"There is no such abstract socket: {endpoint}. Is the service running?"),
            // Believed without another look: a service that is just starting may have made the file since.
            SocketError.AddressNotAvailable => NoSuchSocket(endpoint),
            _ when !name.IsAbstract && !Exists(name.Name) => NoSuchSocket(endpoint),
            _ => (VarlinkConnectionReason.Unknown, $"Connecting to {endpoint} failed: {failure.Message}"),
        };
        return new VarlinkConnectionException(message, reason, endpoint: endpoint, innerException: failure);
    }

    private static (VarlinkConnectionReason Reason, string Message) NoSuchSocket(string endpoint) => (
        VarlinkConnectionReason.NotFound, $"There is no such socket: {endpoint}. Is the service running, and is this its address?");

    private static (VarlinkConnectionReason Reason, string Message) DescribeRefusal(string endpoint, string path)
    {
        if (Directory.Exists(path))
        {
            return (VarlinkConnectionReason.NotFound, $"{endpoint} is a folder and no socket. Give the path of the socket file in it.");
        }

        return UnixSocketFile.Examine(path) == UnixSocketFileKind.Other
            ? (VarlinkConnectionReason.NotFound, $"{endpoint} is a file, but no socket. Give the path of the service's socket.")
            : (VarlinkConnectionReason.Refused,
                $"Nobody listens on {endpoint}: the socket file is there, but the service that made it has ended. Start the service.");
    }

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);
}
