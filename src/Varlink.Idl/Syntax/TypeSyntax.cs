namespace Varlink.Idl.Syntax;

/// <summary>A type, as it stands behind a field's colon.</summary>
public abstract record TypeSyntax : SyntaxNode;
