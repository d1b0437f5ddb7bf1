using System.Net.Sockets;
using Varlink;

namespace Podman;

/// <summary>Why the streams of a container cannot be connected to.</summary>
internal static class AttachFailure
{
    public static VarlinkConnectionException Describe(string container, string path, Exception cause)
    {
        (VarlinkConnectionReason reason, string text) = Explain(path, cause);
        return new VarlinkConnectionException(
            $"Attaching to the container '{container}' at {path} failed: {text}",
            reason,
            method: PodmanMethods.GetAttachSockets.FullName,
            endpoint: path,
            innerException: cause);
    }

    private static (VarlinkConnectionReason Reason, string Text) Explain(string path, Exception cause)
    {
        if (cause is not SocketException { SocketErrorCode: var error })
        {
            return (VarlinkConnectionReason.Unknown, "the path is empty, or too long for a socket.");
        }

        // The system calls a missing file "address not available".
        return error switch
        {
            SocketError.AccessDenied => (
                VarlinkConnectionReason.PermissionDenied,
                $"the user {Environment.UserName} may not open the socket. Sockets of a daemon that root runs are open to root only."),
            SocketError.ConnectionRefused => (VarlinkConnectionReason.Refused, "nobody serves the socket. The container has ended meanwhile."),
            _ when !File.Exists(path) => (
                VarlinkConnectionReason.NotFound,
                "there is no such socket here. It lies on the host that Podman runs on, and is there until the container ends: a container of another " +
                "host, or of a virtual machine, cannot be attached to."),
            _ => (VarlinkConnectionReason.Unknown, $"{cause.Message}."),
        };
    }
}
