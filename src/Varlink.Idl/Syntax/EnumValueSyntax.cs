namespace Varlink.Idl.Syntax;

/// <summary>One value of an enum.</summary>
/// <param name="Name">The string on the wire.</param>
/// <param name="Documentation">The comment directly before the value, or behind it on its line.</param>
public sealed record EnumValueSyntax(string Name, DocumentationSyntax Documentation) : SyntaxNode;
