using Varlink.CodeGeneration.Model;

namespace Varlink.CodeGeneration.Emit;

/// <summary>Writes the classes that read enums. Known values are compared in place and cost no string.</summary>
internal sealed class EnumCodecEmitter(CodeWriter writer, TypeText types)
{
    public void Write(EnumModel model)
    {
        string type = types.Global(model.Name);
        writer.Line($"/// <summary>Reads <see cref=\"{type}\"/>.</summary>");
        writer.Open($"internal static class {model.Codec}");
        writer.Open($"internal static {type} Read({ValueCode.ReaderParameter})");
        writer.Open("if (reader.TokenType != global::System.Text.Json.JsonTokenType.String)");
        writer.Line($"return {ValueCode.Json}.IsNull(ref reader) ? default : throw {ValueCode.Json}.Unexpected(ref reader, \"a string\");");
        writer.Close();
        writer.Line();
        foreach (EnumValueModel value in model.Values)
        {
            writer.Open($"if ({ValueCode.Json}.TextEquals(ref reader, {CSharpLiterals.Quote(value.WireName)}u8))");
            writer.Line($"return {type}.{value.Name};");
            writer.Close();
            writer.Line();
        }

        writer.Line($"string other = {ValueCode.Json}.ReadString(ref reader);");
        writer.Line($"return other.Length == 0 ? default : new {type}(other);");
        writer.Close();
        writer.Close();
    }
}
