namespace Varlink.Idl.Syntax;

/// <summary><c>type Name (...)</c>.</summary>
/// <param name="Name">The name of the type.</param>
/// <param name="Documentation">The comment directly before it.</param>
/// <param name="Definition">A <see cref="StructSyntax"/> or an <see cref="EnumSyntax"/>.</param>
public sealed record TypeDeclarationSyntax(string Name, DocumentationSyntax Documentation, TypeSyntax Definition)
    : MemberSyntax(Name, Documentation);
