namespace Varlink.Idl.Syntax;

/// <summary><c>[string]T</c>. With the empty struct for <c>T</c> it is a set of strings.</summary>
/// <param name="Value">The type of the values.</param>
public sealed record MapTypeSyntax(TypeSyntax Value) : TypeSyntax;
