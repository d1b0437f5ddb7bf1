namespace Varlink.Idl.Parsing;

/// <summary>The names that other languages give to the types of this one.</summary>
internal static class PrimitiveAliases
{
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["boolean"] = "bool",
        ["byte"] = "int",
        ["short"] = "int",
        ["long"] = "int",
        ["integer"] = "int",
        ["number"] = "float",
        ["int8"] = "int",
        ["int16"] = "int",
        ["int32"] = "int",
        ["int64"] = "int",
        ["uint"] = "int",
        ["uint8"] = "int",
        ["uint16"] = "int",
        ["uint32"] = "int",
        ["uint64"] = "int",
        ["i8"] = "int",
        ["i16"] = "int",
        ["i32"] = "int",
        ["i64"] = "int",
        ["u8"] = "int",
        ["u16"] = "int",
        ["u32"] = "int",
        ["u64"] = "int",
        ["usize"] = "int",
        ["f32"] = "float",
        ["f64"] = "float",
        ["double"] = "float",
        ["real"] = "float",
        ["float32"] = "float",
        ["float64"] = "float",
        ["str"] = "string",
        ["text"] = "string",
        ["char"] = "string",
        ["bytes"] = "string",
        ["date"] = "string",
        ["datetime"] = "string",
        ["uuid"] = "string",
        ["map"] = "[string]T",
        ["dict"] = "[string]T",
        ["dictionary"] = "[string]T",
        ["list"] = "[]T",
        ["array"] = "[]T",
        ["set"] = "[string]()",
        ["json"] = "any",
        ["bool"] = "bool",
        ["int"] = "int",
        ["float"] = "float",
        ["string"] = "string",
        ["object"] = "object",
        ["any"] = "any",
    };

    /// <summary>The type that another language calls so; null when there is none.</summary>
    public static string? Find(string word) => Aliases.TryGetValue(word, out string? meant) ? meant : null;
}
