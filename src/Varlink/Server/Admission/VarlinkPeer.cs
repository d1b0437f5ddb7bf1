using Varlink.Transports;

namespace Varlink;

/// <summary>Who has connected to a server, as far as the server knows before anything was said.</summary>
/// <param name="Endpoint">The address that the connection was made to; over TCP that of the client.</param>
/// <param name="Credentials">
/// The process and its user, as the system vouches for them: on unix sockets of Linux. Null over TCP, over standard streams and elsewhere, and
/// for who is gone already.
/// </param>
public sealed record VarlinkPeer(string Endpoint, VarlinkPeerCredentials? Credentials);
