namespace Varlink.Idl.Syntax;

/// <summary>
/// The comments around a node that do not document it, so that a formatter loses none of them. A block is one comment line or several
/// that follow each other; their text is without the <c>#</c> and the one blank that belongs to it.
/// </summary>
public sealed record SyntaxComments
{
    /// <summary>No comments.</summary>
    public static SyntaxComments None { get; } = new();

    /// <summary>The blocks before the node, or in places inside of it where nothing can be documented.</summary>
    public SyntaxList<SyntaxList<string>> Leading { get; init; } = SyntaxList<SyntaxList<string>>.Empty;

    /// <summary>The blocks before the end of the node: before its closing parenthesis, or before the end of the file.</summary>
    public SyntaxList<SyntaxList<string>> Closing { get; init; } = SyntaxList<SyntaxList<string>>.Empty;

    /// <summary>The comment behind the node on its last line, where that does not document it; null when there is none.</summary>
    public string? Trailing { get; init; }

    /// <summary>Whether the last line of the node's documentation stands behind the node and not before it.</summary>
    public bool IsDocumentationTrailing { get; init; }
}
