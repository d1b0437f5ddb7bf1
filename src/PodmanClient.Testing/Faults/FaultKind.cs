namespace Podman.Testing;

/// <summary>What goes wrong.</summary>
public enum FaultKind
{
    /// <summary>A connection was refused.</summary>
    ConnectionRefused,

    /// <summary>The connection closed before the call was carried out.</summary>
    CutBeforeCall,

    /// <summary>The call was carried out, and the connection closed before its reply.</summary>
    CutBeforeReply,

    /// <summary>The connection closed in the middle of the reply.</summary>
    CutInReply,

    /// <summary>The connection closed after the reply, or after some of several.</summary>
    CutAfterReply,

    /// <summary>The call was carried out later.</summary>
    Delay,

    /// <summary>The call was not answered.</summary>
    Stall,

    /// <summary>The call was answered with an error, and not carried out.</summary>
    Error,

    /// <summary>The first reply came many times.</summary>
    Flood,

    /// <summary>The daemon ended, and nobody listened any more.</summary>
    DaemonGone,
}
