using System.Net.Sockets;

namespace Varlink.Conformance.Replay.Wire;

/// <summary>Where an engine listens: <c>unix:/path</c>, <c>unix:@abstract</c> or <c>tcp:host:port</c>.</summary>
internal sealed record ReplayAddress(string Text)
{
    /// <summary>Names an engine that runs elsewhere.</summary>
    public const string Variable = "PODMAN_ADDRESS";

    /// <exception cref="FormatException">It is no such address.</exception>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public Socket Connect()
    {
        (string kind, string rest) = Text.Split(':', 2) is [var before, var behind] ? (before, behind.Split(';')[0]) : (Text, "");
        switch (kind)
        {
            case "unix":
                var unix = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                unix.Connect(new UnixDomainSocketEndPoint(rest.StartsWith('@') ? '\0' + rest[1..] : rest));
                return unix;

            case "tcp" when rest.LastIndexOf(':') is > 0 and var at && int.TryParse(rest[(at + 1)..], out int port):
                var tcp = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                tcp.Connect(rest[..at].Trim('[', ']'), port);
                return tcp;

            default:
                throw new FormatException($"'{Text}' is no address that can be replayed to: give unix:/path, unix:@abstract or tcp:host:port.");
        }
    }
}
