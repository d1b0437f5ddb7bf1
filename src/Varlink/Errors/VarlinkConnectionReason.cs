namespace Varlink;

/// <summary>Why there is no connection, or no longer.</summary>
public enum VarlinkConnectionReason
{
    /// <summary>Something else; the inner exception tells.</summary>
    Unknown,

    /// <summary>The socket file, or the host, does not exist.</summary>
    NotFound,

    /// <summary>Nobody listens on the address.</summary>
    Refused,

    /// <summary>The user may not open the socket.</summary>
    PermissionDenied,

    /// <summary>No connection was made within the time that <c>ConnectTimeout</c> allows.</summary>
    TimedOut,

    /// <summary>The peer closed the connection.</summary>
    ClosedByPeer,

    /// <summary>The connection broke.</summary>
    Broken,

    /// <summary>The client was disposed, or the connection given up on this side.</summary>
    ClosedLocally,
}
