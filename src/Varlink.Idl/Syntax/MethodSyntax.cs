namespace Varlink.Idl.Syntax;

/// <summary><c>method Name (...) -> (...)</c>.</summary>
/// <param name="Name">The name of the method.</param>
/// <param name="Documentation">The comment directly before it.</param>
/// <param name="Input">The parameters of the call.</param>
/// <param name="Output">The parameters of the reply.</param>
public sealed record MethodSyntax(string Name, DocumentationSyntax Documentation, StructSyntax Input, StructSyntax Output)
    : MemberSyntax(Name, Documentation);
