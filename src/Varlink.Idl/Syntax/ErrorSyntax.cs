namespace Varlink.Idl.Syntax;

/// <summary><c>error Name (...)</c>.</summary>
/// <param name="Name">The name of the error.</param>
/// <param name="Documentation">The comment directly before it.</param>
/// <param name="Parameters">What the error carries.</param>
public sealed record ErrorSyntax(string Name, DocumentationSyntax Documentation, StructSyntax Parameters)
    : MemberSyntax(Name, Documentation);
