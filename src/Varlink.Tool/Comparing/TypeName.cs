using Varlink.Idl.Syntax;

namespace Varlink.Tool.Comparing;

/// <summary>Types in a few words.</summary>
internal static class TypeName
{
    public static string Of(TypeSyntax type) => type switch
    {
        NamedTypeSyntax named => named.Name,
        PrimitiveTypeSyntax primitive => primitive.Kind switch
        {
            PrimitiveKind.Bool => "bool",
            PrimitiveKind.Int => "int",
            PrimitiveKind.Float => "float",
            PrimitiveKind.String => "string",
            PrimitiveKind.Object => "object",
            _ => "any",
        },
        NullableTypeSyntax nullable => "?" + Of(nullable.Element),
        ArrayTypeSyntax array => "[]" + Of(array.Element),
        MapTypeSyntax map => "[string]" + Of(map.Value),
        EnumSyntax => "an enum",
        _ => "a struct",
    };
}
