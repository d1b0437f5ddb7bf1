namespace Varlink.Idl.Syntax;

/// <summary>The comment lines that document a node, without the <c>#</c> and the one blank that belongs to it.</summary>
/// <param name="Lines">The lines, in order; empty when there is no documentation.</param>
public sealed record DocumentationSyntax(SyntaxList<string> Lines) : SyntaxNode
{
    /// <summary>No documentation.</summary>
    public static DocumentationSyntax None { get; } = new(SyntaxList<string>.Empty);
}
