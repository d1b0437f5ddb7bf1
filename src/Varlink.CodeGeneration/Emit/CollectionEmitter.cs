using Varlink.CodeGeneration.Model;

namespace Varlink.CodeGeneration.Emit;

/// <summary>Writes the methods that read and write lists and maps of what is not a string.</summary>
internal sealed class CollectionEmitter(CodeWriter writer, TypeText types, CollectionShapes shapes)
{
    private const string Generic = "global::System.Collections.Generic";
    private const string Json = ValueCode.Json;

    private readonly ValueCode _values = new(writer, types, shapes);

    /// <summary>Writes the class, if any shape was asked for.</summary>
    /// <returns>Whether it was written.</returns>
    public bool TryWrite(string className, string interfaceName)
    {
        if (!shapes.TryDequeue(out TypeModel type, out string name))
        {
            return false;
        }

        writer.Line($"/// <summary>Reads and writes the collections of <c>{interfaceName}</c>.</summary>");
        writer.Open($"internal static class {className}");
        bool more;
        do
        {
            WriteReader(type, name);
            writer.Line();
            WriteWriter(type, name);
            more = shapes.TryDequeue(out type, out name);
            if (more)
            {
                writer.Line();
            }
        }
        while (more);
        writer.Close();
        return true;
    }

    private void WriteReader(TypeModel type, string name)
    {
        Signatures.Write(writer, $"internal static {types.Of(type)} Read{name}", [ValueCode.ReaderParameter], "");
        writer.Line("{");
        writer.Indent();
        if (type is ListModel list)
        {
            writer.Open($"if (!{Json}.BeginArray(ref reader))");
            writer.Line("return [];");
            writer.Close();
            writer.Line();
            writer.Line($"var list = default(global::Varlink.VarlinkListBuilder<{types.Of(list.Element)}>);");
            writer.Open("do");
            writer.Line($"list.Add({_values.Read(list.Element)});");
            writer.Close();
            writer.Line($"while ({Json}.NextElement(ref reader));");
            writer.Line();
            writer.Line("return list.ToList();");
        }
        else
        {
            string value = types.Of(((MapModel)type).Value);
            writer.Open($"if (!{Json}.BeginMap(ref reader))");
            writer.Line($"return global::System.Collections.ObjectModel.ReadOnlyDictionary<string, {value}>.Empty;");
            writer.Close();
            writer.Line();
            writer.Line($"var map = new {Generic}.Dictionary<string, {value}>();");
            writer.Open("do");
            writer.Line($"string key = {Json}.ReadKey(ref reader);");
            writer.Line($"map[key] = {_values.Read(((MapModel)type).Value)};");
            writer.Close();
            writer.Line($"while ({Json}.NextEntry(ref reader));");
            writer.Line();
            writer.Line("return map;");
        }

        writer.Close();
    }

    private void WriteWriter(TypeModel type, string name)
    {
        Signatures.Write(
            writer, $"internal static void Write{name}", [ValueCode.WriterParameter, $"{types.Of(type)} value", "string member"], "");
        writer.Line("{");
        writer.Indent();
        writer.Open("if (value is null)");
        writer.Line($"throw {Json}.NullMember(member);");
        writer.Close();
        writer.Line();
        writer.Open($"if ({Json}.TryWriteNull(writer, value))");
        writer.Line("return;");
        writer.Close();
        writer.Line();
        if (type is ListModel list)
        {
            writer.Line("writer.WriteStartArray();");
            writer.Open("for (int i = 0; i < value.Count; i++)");
            _values.WriteElement(list.Element, "value[i]", "member");
            writer.Close();
            writer.Line();
            writer.Line("writer.WriteEndArray();");
        }
        else
        {
            TypeModel element = ((MapModel)type).Value;
            writer.Line("writer.WriteStartObject();");
            writer.Open($"foreach ({Generic}.KeyValuePair<string, {types.Of(element)}> entry in value)");
            writer.Line("writer.WritePropertyName(entry.Key);");
            _values.WriteElement(element, "entry.Value", "member");
            writer.Close();
            writer.Line();
            writer.Line("writer.WriteEndObject();");
        }

        writer.Close();
    }
}
