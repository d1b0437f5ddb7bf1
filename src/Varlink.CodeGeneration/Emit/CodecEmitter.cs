using Varlink.CodeGeneration.Model;
using Varlink.CodeGeneration.Naming;
using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration.Emit;

/// <summary>Writes the classes that read and write records, parameters and replies in one pass.</summary>
internal sealed class CodecEmitter
{
    private readonly CodeWriter _writer;
    private readonly TypeText _types;
    private readonly ValueCode _values;
    private readonly MemberCode _members;
    private readonly EqualityText _equality;

    public CodecEmitter(CodeWriter writer, TypeText types, CollectionShapes shapes)
    {
        _writer = writer;
        _types = types;
        _values = new ValueCode(writer, types, shapes);
        _members = new MemberCode(writer, types, shapes, _values);
        _equality = new EqualityText(types);
    }

    /// <summary>A record: a type, a reply of several members, or what an error carries.</summary>
    public void WriteRecord(RecordModel record, string owner)
    {
        Open(record.Codec, record.QualifiedName);
        _members.WriteTable(record.Members);
        WriteDefault(record);
        WriteComparers(record);
        _members.WriteWriter(_types.Global(record.QualifiedName), record.Members, member => $"value.{member.Name}", member => $"{owner}.{member.Name}");
        _writer.Line();
        _writer.Open($"internal static {_types.Global(record.QualifiedName)} Read({ValueCode.ReaderParameter})");
        ReturnWhenNull("Default");
        var body = new ReadBodyEmitter(_writer, _types, _values, record.Members);
        body.Write(policy: false);
        body.ReturnRecord(_types.Global(record.QualifiedName));
        _writer.Close();
        _writer.Close();
    }

    /// <summary>The parameters of a call, which a service may read strictly.</summary>
    public void WriteParameters(MethodModel method)
    {
        RecordModel record = method.Parameters!;
        Open(record.Codec, record.QualifiedName);
        _members.WriteTable(record.Members);
        WriteComparers(record);
        _members.WriteWriter(
            _types.Global(record.QualifiedName),
            record.Members,
            member => $"value.{member.Name}",
            member => $"The parameter {member.ParameterName} of {method.WireName}");
        _writer.Line();
        _writer.Open(
            $"internal static {_types.Global(record.QualifiedName)} Read({ValueCode.ReaderParameter}, global::Varlink.VarlinkParameterPolicy policy)");
        var body = new ReadBodyEmitter(_writer, _types, _values, record.Members);
        body.Write(policy: true);
        body.ReturnRecord(_types.Global(record.QualifiedName));
        _writer.Close();
        _writer.Close();
    }

    /// <summary>A reply of one member, which callers get bare.</summary>
    public void WriteBareReply(MethodModel method)
    {
        SyntaxList<MemberModel> members = method.Reply.Record!.Members;
        Open(method.Reply.Codec, $"reply of {method.WireName}");
        _members.WriteTable(members);
        _members.WriteWriter(_types.Of(members[0]), members, _ => "value", _ => $"The reply of {method.WireName}");
        _writer.Line();
        _writer.Open($"internal static {_types.Of(members[0])} Read({ValueCode.ReaderParameter})");
        ReturnWhenNull(_values.WhenMissing(members[0]));
        var body = new ReadBodyEmitter(_writer, _types, _values, members);
        if (method.Reply.AlsoFlat)
        {
            body.WriteFlat();
        }
        else
        {
            body.Write(policy: false);
        }

        body.ReturnFirst();
        _writer.Close();
        _writer.Close();
    }

    private void Open(string codec, string subject)
    {
        _writer.Line($"/// <summary>Reads and writes {(subject.Contains(' ') ? $"the {subject}" : $"<see cref=\"{_types.Global(subject)}\"/>")}.</summary>");
        _writer.Open($"internal static class {codec}");
    }

    private void WriteDefault(RecordModel record)
    {
        string type = _types.Global(record.QualifiedName);
        MemberModel[] required = [.. record.Members.Where(member => member.IsRequired)];
        _writer.Line("/// <summary>What stands in for a record that is missing.</summary>");
        if (required.Length == 0)
        {
            _writer.Line($"internal static readonly {type} Default = new();");
        }
        else
        {
            _writer.Line($"internal static readonly {type} Default = new()");
            _writer.Line("{");
            foreach (MemberModel member in required)
            {
                _writer.Continue($"{member.Name} = {_values.WhenMissing(member)},");
            }

            _writer.Line("};");
        }

        _writer.Line();
    }

    private void WriteComparers(RecordModel record)
    {
        foreach (MemberModel member in record.Members)
        {
            if (_equality.ElementComparer(member) is { } comparer)
            {
                _writer.Line(
                    $"internal static readonly global::System.Collections.Generic.IEqualityComparer<{_equality.ElementType(member)}> " +
                    $"{EqualityText.ComparerName(member)} =");
                _writer.Continue($"{comparer};");
                _writer.Line();
            }
        }
    }

    private void ReturnWhenNull(string value)
    {
        _writer.Open($"if ({ValueCode.Json}.IsNull(ref reader))");
        _writer.Line($"return {value};");
        _writer.Close();
        _writer.Line();
    }
}
