namespace Varlink.Idl.Syntax;

/// <summary>A member of an interface.</summary>
/// <param name="Name">Its name, which no other member of the interface has.</param>
/// <param name="Documentation">The comment directly before it.</param>
public abstract record MemberSyntax(string Name, DocumentationSyntax Documentation) : SyntaxNode;
