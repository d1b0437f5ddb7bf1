namespace Varlink;

/// <summary>What the comments of an interface say about a method beyond its signature.</summary>
[Flags]
public enum VarlinkMethodTraits
{
    /// <summary>An ordinary method: it may have effects, and answers once.</summary>
    None = 0,

    /// <summary><c># [Read-only]</c>: it changes nothing, so it may share a connection and be sent again.</summary>
    ReadOnly = 1,

    /// <summary><c># [Long-running]</c>: it may take any time to answer, so it gets a connection of its own and no time limit.</summary>
    LongRunning = 2,

    /// <summary><c># [Supports 'more' flag]</c>: it answers once, or with a stream where the caller asks for one.</summary>
    SupportsMore = 4,

    /// <summary><c># [Requires 'more' flag]</c>: it answers with a stream only.</summary>
    RequiresMore = 8,
}
