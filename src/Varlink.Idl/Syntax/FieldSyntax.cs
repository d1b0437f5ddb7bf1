namespace Varlink.Idl.Syntax;

/// <summary><c>name: type</c>.</summary>
/// <param name="Name">The name of the field.</param>
/// <param name="Documentation">The comment directly before the field, or behind it on its line.</param>
/// <param name="Type">Its type.</param>
public sealed record FieldSyntax(string Name, DocumentationSyntax Documentation, TypeSyntax Type) : SyntaxNode;
