namespace Varlink.Idl.Syntax;

/// <summary>The types that the language brings.</summary>
public enum PrimitiveKind
{
    /// <summary><c>bool</c>.</summary>
    Bool,

    /// <summary><c>int</c>: 64 bits, signed.</summary>
    Int,

    /// <summary><c>float</c>: 64 bits.</summary>
    Float,

    /// <summary><c>string</c>.</summary>
    String,

    /// <summary><c>object</c>: any JSON object.</summary>
    Object,

    /// <summary><c>any</c>: any JSON value but null.</summary>
    Any,
}

/// <summary>A type that the language brings.</summary>
/// <param name="Kind">Which one.</param>
public sealed record PrimitiveTypeSyntax(PrimitiveKind Kind) : TypeSyntax;
