namespace Varlink.Idl.Syntax;

/// <summary><c>(one, two, three)</c>.</summary>
/// <param name="Values">The values, in order; never empty.</param>
public sealed record EnumSyntax(SyntaxList<EnumValueSyntax> Values) : TypeSyntax;
