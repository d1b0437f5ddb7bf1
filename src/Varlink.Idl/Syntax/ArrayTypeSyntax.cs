namespace Varlink.Idl.Syntax;

/// <summary><c>[]T</c>.</summary>
/// <param name="Element">The type of the elements.</param>
public sealed record ArrayTypeSyntax(TypeSyntax Element) : TypeSyntax;
