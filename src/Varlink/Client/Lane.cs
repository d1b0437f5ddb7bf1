namespace Varlink.Client;

/// <summary>
/// How a call gets its connection. A daemon answers one call at a time on each connection, in order, so what may wait for what is decided
/// here.
/// </summary>
internal enum Lane
{
    /// <summary>Calls that change nothing share connections, several in flight on each.</summary>
    Shared,

    /// <summary>A call with effects has its connection to itself: when that breaks, exactly one call is in doubt.</summary>
    Leased,

    /// <summary>A call that may take any time has one as well, beyond every limit, so that it never keeps another waiting.</summary>
    Own,

    /// <summary>There is one connection only, and calls take turns on it.</summary>
    Only,
}
