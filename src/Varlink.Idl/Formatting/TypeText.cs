using Varlink.Idl.Syntax;

namespace Varlink.Idl.Formatting;

/// <summary>The text of types that consist of one word.</summary>
internal static class TypeText
{
    public static string Of(TypeSyntax type) => type switch
    {
        NamedTypeSyntax named => named.Name,
        PrimitiveTypeSyntax { Kind: PrimitiveKind.Bool } => "bool",
        PrimitiveTypeSyntax { Kind: PrimitiveKind.Int } => "int",
        PrimitiveTypeSyntax { Kind: PrimitiveKind.Float } => "float",
        PrimitiveTypeSyntax { Kind: PrimitiveKind.String } => "string",
        PrimitiveTypeSyntax { Kind: PrimitiveKind.Object } => "object",
        PrimitiveTypeSyntax { Kind: PrimitiveKind.Any } => "any",
        _ => throw new ArgumentException($"A {type.GetType().Name} has no text of its own.", nameof(type)),
    };
}
