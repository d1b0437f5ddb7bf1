using Varlink.CodeGeneration.Model;

namespace Varlink.CodeGeneration.Emit;

/// <summary>Writes enums: structs over the string on the wire, so that a value which a newer peer sends survives.</summary>
internal sealed class EnumEmitter(CodeWriter writer)
{
    public void Write(EnumModel model, string access)
    {
        Docs.Write(writer, model.Documentation, model.Summary);
        writer.Open($"{access} readonly partial record struct {model.Name}");
        writer.Line("private readonly string? _value;");
        writer.Line();
        writer.Line("/// <summary>Makes a value out of the string on the wire, be it one that the interface lists or not.</summary>");
        writer.Line("/// <param name=\"value\">The string on the wire.</param>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">The string is null or empty.</exception>");
        writer.Open($"public {model.Name}(string value)");
        writer.Line("global::System.ArgumentException.ThrowIfNullOrEmpty(value);");
        writer.Line("_value = value;");
        writer.Close();
        foreach (EnumValueModel value in model.Values)
        {
            writer.Line();
            Docs.Write(writer, value.Documentation, $"The value <c>{value.WireName}</c>.");
            writer.Line($"public static {model.Name} {value.Name} {{ get; }} = new({CSharpLiterals.Quote(value.WireName)});");
        }

        writer.Line();
        writer.Line("/// <summary>The string on the wire. Empty for the default of this type, which is no value and cannot be sent.</summary>");
        writer.Line("public string Value => _value ?? \"\";");
        writer.Line();
        writer.Line("/// <summary>The string on the wire.</summary>");
        writer.Line("/// <returns>The same as <see cref=\"Value\"/>.</returns>");
        writer.Line("public override string ToString() => Value;");
        writer.Close();
    }
}
