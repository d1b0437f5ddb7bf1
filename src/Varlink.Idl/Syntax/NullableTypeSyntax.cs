namespace Varlink.Idl.Syntax;

/// <summary><c>?T</c>: the value may be missing.</summary>
/// <param name="Element">The type of the value; never itself nullable.</param>
public sealed record NullableTypeSyntax(TypeSyntax Element) : TypeSyntax;
