namespace Varlink.Idl.Syntax;

/// <summary><c>(field: type, ...)</c>.</summary>
/// <param name="Fields">The fields, in order; may be empty.</param>
public sealed record StructSyntax(SyntaxList<FieldSyntax> Fields) : TypeSyntax;
