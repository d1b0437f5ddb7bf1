using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration.Model;

/// <summary>What the comments say about a method; the values are those of the runtime's <c>VarlinkMethodTraits</c>.</summary>
[Flags]
public enum MethodTraits
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It changes nothing.</summary>
    ReadOnly = 1,

    /// <summary>It may take any time.</summary>
    LongRunning = 2,

    /// <summary>It can answer with a stream.</summary>
    SupportsMore = 4,

    /// <summary>It answers with a stream only.</summary>
    RequiresMore = 8,
}

/// <summary>How a reply is given to the caller.</summary>
public enum ReplyShape
{
    /// <summary>It has no member.</summary>
    None,

    /// <summary>It has one member, which is returned bare.</summary>
    Bare,

    /// <summary>It has several, which are returned as a record.</summary>
    Record,
}

/// <summary>A method.</summary>
/// <param name="WireName">The name on the wire, without the interface.</param>
/// <param name="Descriptor">The name of the static descriptor.</param>
/// <param name="AsyncName">The method that awaits one reply; null when there is none because it answers with a stream only.</param>
/// <param name="StreamName">The method that reads a stream; null when it cannot stream.</param>
/// <param name="CheckName">The hook of the client that looks at the parameters before they are sent; null when there are none.</param>
/// <param name="Documentation">The comment before it, without annotations.</param>
/// <param name="Traits">What its annotations say.</param>
/// <param name="Parameters">The parameters; null when there are none.</param>
/// <param name="Reply">The reply.</param>
public sealed record MethodModel(
    string WireName,
    string Descriptor,
    string? AsyncName,
    string? StreamName,
    string? CheckName,
    SyntaxList<string> Documentation,
    MethodTraits Traits,
    RecordModel? Parameters,
    ReplyModel Reply);

/// <summary>A reply.</summary>
/// <param name="Shape">How it is given to the caller.</param>
/// <param name="Codec">The class that reads and writes it; empty when it has no member.</param>
/// <param name="Record">Its members; for a bare reply a record that is never generated.</param>
/// <param name="AlsoFlat">Whether the members of the only member's record may stand in the reply itself.</param>
public sealed record ReplyModel(ReplyShape Shape, string Codec, RecordModel? Record, bool AlsoFlat);

/// <summary>An error.</summary>
/// <param name="WireName">The name on the wire, without the interface.</param>
/// <param name="Name">The name of the exception.</param>
/// <param name="Documentation">The comment before it.</param>
/// <param name="Details">What it carries; null when nothing.</param>
public sealed record ErrorModel(string WireName, string Name, SyntaxList<string> Documentation, RecordModel? Details);
