namespace Varlink.Idl.Syntax;

/// <summary>
/// A node of the tree. Nodes are compared by what they say, never by where they stand: neither <see cref="Span"/> nor
/// <see cref="Comments"/> take part in equality.
/// </summary>
public abstract record SyntaxNode
{
    /// <summary>Where the node stands in the text: for a named node its name, otherwise the whole node.</summary>
    public TextSpan Span { get; init; }

    /// <summary>The comments around the node that are not its documentation.</summary>
    public SyntaxComments Comments { get; init; } = SyntaxComments.None;

    /// <summary>Compares the kind of node; derived records add their members.</summary>
    /// <param name="other">The node to compare with.</param>
    /// <returns>Whether both are nodes of the same kind.</returns>
    public virtual bool Equals(SyntaxNode? other) => other is not null && EqualityContract == other.EqualityContract;

    /// <inheritdoc/>
    public override int GetHashCode() => EqualityContract.GetHashCode();
}
