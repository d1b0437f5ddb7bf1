namespace Varlink.Transports;

/// <summary>Who is at the other end of a unix socket, as the system vouches for it.</summary>
/// <param name="ProcessId">The process that connected; 0 where it is not visible from here, in another container for example. It may have
/// ended since, and its number may be somebody else's: never decide by it who may do what.</param>
/// <param name="UserId">The effective user at the time of the connection; 0 is root.</param>
/// <param name="GroupId">The effective group at the time of the connection.</param>
public sealed record VarlinkPeerCredentials(int ProcessId, uint UserId, uint GroupId);
