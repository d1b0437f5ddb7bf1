using Varlink.CodeGeneration.Model;
using Varlink.CodeGeneration.Naming;
using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration.Emit;

/// <summary>Writes the classes that read and write records, parameters and replies in one pass.</summary>
internal sealed class CodecEmitter(CodeWriter writer, TypeText types, CollectionShapes shapes)
{
    private const string Encoded = "global::System.Text.Json.JsonEncodedText";

    private readonly ValueCode _values = new(writer, types, shapes);
    private readonly EqualityText _equality = new(types);

    /// <summary>A record: a type, a reply of several members, or what an error carries.</summary>
    public void WriteRecord(RecordModel record, string owner)
    {
        Open(record.Codec, record.QualifiedName);
        WriteNames(record.Members);
        WriteDefault(record);
        WriteComparers(record);
        WriteWriter(types.Global(record.QualifiedName), record.Members, member => $"value.{member.Name}", member => $"{owner}.{member.Name}");
        writer.Line();
        writer.Open($"internal static {types.Global(record.QualifiedName)} Read({ValueCode.ReaderParameter})");
        ReturnWhenNull("Default");
        var body = new ReadBodyEmitter(writer, types, _values, record.Members);
        body.Write(policy: false);
        body.ReturnRecord(types.Global(record.QualifiedName));
        writer.Close();
        writer.Close();
    }

    /// <summary>The parameters of a call, which a service may read strictly.</summary>
    public void WriteParameters(MethodModel method)
    {
        RecordModel record = method.Parameters!;
        Open(record.Codec, record.QualifiedName);
        WriteNames(record.Members);
        WriteComparers(record);
        WriteWriter(
            types.Global(record.QualifiedName),
            record.Members,
            member => $"value.{member.Name}",
            member => $"The parameter {member.ParameterName} of {method.WireName}");
        writer.Line();
        writer.Open(
            $"internal static {types.Global(record.QualifiedName)} Read({ValueCode.ReaderParameter}, global::Varlink.VarlinkParameterPolicy policy)");
        var body = new ReadBodyEmitter(writer, types, _values, record.Members);
        body.Write(policy: true);
        body.ReturnRecord(types.Global(record.QualifiedName));
        writer.Close();
        writer.Close();
    }

    /// <summary>A reply of one member, which callers get bare.</summary>
    public void WriteBareReply(MethodModel method)
    {
        SyntaxList<MemberModel> members = method.Reply.Record!.Members;
        Open(method.Reply.Codec, $"reply of {method.WireName}");
        WriteNames(members);
        WriteWriter(types.Of(members[0]), members, _ => "value", _ => $"The reply of {method.WireName}");
        writer.Line();
        writer.Open($"internal static {types.Of(members[0])} Read({ValueCode.ReaderParameter})");
        ReturnWhenNull(_values.WhenMissing(members[0]));
        var body = new ReadBodyEmitter(writer, types, _values, members);
        if (method.Reply.AlsoFlat)
        {
            body.WriteFlat();
        }
        else
        {
            body.Write(policy: false);
        }

        body.ReturnFirst();
        writer.Close();
        writer.Close();
    }

    private void Open(string codec, string subject)
    {
        writer.Line($"/// <summary>Reads and writes {(subject.Contains(' ') ? $"the {subject}" : $"<see cref=\"{types.Global(subject)}\"/>")}.</summary>");
        writer.Open($"internal static class {codec}");
    }

    private void WriteNames(SyntaxList<MemberModel> members)
    {
        if (members.Count == 0)
        {
            return;
        }

        foreach (MemberModel member in members)
        {
            writer.Line($"private static readonly {Encoded} {FieldOf(member)} = {Encoded}.Encode({CSharpLiterals.Quote(member.WireName)});");
        }

        // Second names are only read: they stand behind the others.
        IEnumerable<string> names = members.Select(FieldOf)
            .Concat(members.Where(member => member.AlsoName is not null).Select(member => $"{Encoded}.Encode({CSharpLiterals.Quote(member.AlsoName!)})"));
        writer.Line();
        Signatures.Write(writer, "private static readonly global::Varlink.VarlinkMembers Members = new", [.. names], ";");
        writer.Line();
    }

    private void WriteDefault(RecordModel record)
    {
        string type = types.Global(record.QualifiedName);
        MemberModel[] required = [.. record.Members.Where(member => member.IsRequired)];
        writer.Line("/// <summary>What stands in for a record that is missing.</summary>");
        if (required.Length == 0)
        {
            writer.Line($"internal static readonly {type} Default = new();");
        }
        else
        {
            writer.Line($"internal static readonly {type} Default = new()");
            writer.Line("{");
            foreach (MemberModel member in required)
            {
                writer.Continue($"{member.Name} = {_values.WhenMissing(member)},");
            }

            writer.Line("};");
        }

        writer.Line();
    }

    private void WriteComparers(RecordModel record)
    {
        foreach (MemberModel member in record.Members)
        {
            if (_equality.ElementComparer(member) is { } comparer)
            {
                writer.Line(
                    $"internal static readonly global::System.Collections.Generic.IEqualityComparer<{_equality.ElementType(member)}> " +
                    $"{EqualityText.ComparerName(member)} =");
                writer.Continue($"{comparer};");
                writer.Line();
            }
        }
    }

    private void WriteWriter(
        string type, SyntaxList<MemberModel> members, Func<MemberModel, string> value, Func<MemberModel, string> path)
    {
        writer.Open($"internal static void Write({ValueCode.WriterParameter}, {type} value)");
        writer.Line("writer.WriteStartObject();");
        var locals = new NameScope("writer", "value");
        foreach (MemberModel member in members)
        {
            string literal = CSharpLiterals.Quote(path(member));
            if (member.Type is NullableModel nullable)
            {
                string local = Identifiers.Escape(locals.Take(member.ParameterName));
                writer.Open($"if ({value(member)} is {{ }} {local})");
                _values.WriteMember(nullable.Element, FieldOf(member), local, literal, isChecked: true);
                writer.Close();
                writer.Line();
            }
            else
            {
                _values.WriteMember(member.Type, FieldOf(member), value(member), literal, isChecked: false);
            }
        }

        writer.Line("writer.WriteEndObject();");
        writer.Close();
    }

    private void ReturnWhenNull(string value)
    {
        writer.Open($"if ({ValueCode.Json}.IsNull(ref reader))");
        writer.Line($"return {value};");
        writer.Close();
        writer.Line();
    }

    private static string FieldOf(MemberModel member) => member.Name + "Name";
}
