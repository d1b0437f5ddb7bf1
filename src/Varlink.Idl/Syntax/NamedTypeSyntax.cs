namespace Varlink.Idl.Syntax;

/// <summary>A reference to a type that the interface declares.</summary>
/// <param name="Name">The name of the declaration.</param>
public sealed record NamedTypeSyntax(string Name) : TypeSyntax;
