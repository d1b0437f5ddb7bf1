namespace Varlink.Idl.Syntax;

/// <summary><c>interface org.example.name</c> with its members: a whole file.</summary>
/// <param name="Name">The reverse-domain name.</param>
/// <param name="Documentation">The comment directly before the interface.</param>
/// <param name="Members">Types, methods and errors, in the order of the text.</param>
public sealed record InterfaceSyntax(string Name, DocumentationSyntax Documentation, SyntaxList<MemberSyntax> Members) : SyntaxNode;
