using Varlink.Idl.Syntax;

namespace Varlink.Idl.Parsing;

/// <summary>The words of the language.</summary>
internal static class Keywords
{
    public const string Interface = "interface";
    public const string Type = "type";
    public const string Method = "method";
    public const string Error = "error";

    /// <summary>The words that start a member.</summary>
    public static IReadOnlyList<string> Members { get; } = [Type, Method, Error];

    /// <summary>The words that are types.</summary>
    public static IReadOnlyList<string> Primitives { get; } = ["bool", "int", "float", "string", "object", "any"];

    public static bool TryGetPrimitive(string word, out PrimitiveKind kind)
    {
        PrimitiveKind? found = word switch
        {
            "bool" => PrimitiveKind.Bool,
            "int" => PrimitiveKind.Int,
            "float" => PrimitiveKind.Float,
            "string" => PrimitiveKind.String,
            "object" => PrimitiveKind.Object,
            "any" => PrimitiveKind.Any,
            _ => null,
        };
        kind = found.GetValueOrDefault();
        return found.HasValue;
    }
}
