using Varlink.CodeGeneration.Model;
using Varlink.CodeGeneration.Naming;
using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration.Emit;

/// <summary>Writes the table of an object's members, and the method that writes the object, with a line for each member.</summary>
internal sealed class MemberCode(CodeWriter writer, TypeText types, CollectionShapes shapes, ValueCode values)
{
    private const string Member = "global::Varlink.VarlinkMember";

    /// <summary>Writes the table.</summary>
    public void WriteTable(SyntaxList<MemberModel> members)
    {
        if (members.Count == 0)
        {
            return;
        }

        // Second names are only read: they stand behind the others.
        string[] entries =
        [
            .. members.Select(Entry),
            .. members.Where(member => member.AlsoName is not null).Select(member => Entry("WithoutDefault", member.AlsoName!)),
        ];
        writer.Line("private static readonly global::Varlink.VarlinkMembers Members = new(");
        for (int i = 0; i < entries.Length; i++)
        {
            writer.Continue(entries[i] + (i == entries.Length - 1 ? ");" : ","));
        }

        writer.Line();
    }

    /// <summary>Writes the method.</summary>
    /// <param name="type">The type of what is written.</param>
    /// <param name="members">Its members.</param>
    /// <param name="value">The value of a member, an expression.</param>
    /// <param name="path">What users call a member.</param>
    public void WriteWriter(string type, SyntaxList<MemberModel> members, Func<MemberModel, string> value, Func<MemberModel, string> path)
    {
        writer.Open($"internal static void Write({ValueCode.WriterParameter}, {type} value)");
        if (members.Count == 0)
        {
            writer.Line("writer.WriteStartObject();");
            writer.Line("writer.WriteEndObject();");
            writer.Close();
            return;
        }

        writer.Line("var members = new global::Varlink.VarlinkObjectWriter(writer, Members);");
        var locals = new NameScope("writer", "value", "members");
        for (int i = 0; i < members.Count; i++)
        {
            string literal = CSharpLiterals.Quote(path(members[i]));
            if (members[i].Type is NullableModel { Element: var element })
            {
                WriteOptional(i, element, value(members[i]), literal, () => Identifiers.Escape(locals.Take(members[i].ParameterName)));
            }
            else
            {
                Write(i, members[i], value(members[i]), literal);
            }
        }

        writer.Line("members.End();");
        writer.Close();
    }

    private void Write(int index, MemberModel member, string value, string path)
    {
        switch (member.Type)
        {
            case PrimitiveModel { Kind: PrimitiveKind.Bool }:
                writer.Line($"members.WriteBoolean({index}, {value});");
                break;
            case PrimitiveModel { Kind: PrimitiveKind.Int }:
                writer.Line($"members.WriteNumber({index}, {value});");
                break;
            case PrimitiveModel { Kind: PrimitiveKind.Float }:
                writer.Line($"members.WriteNumber({index}, {value}, {path});");
                break;
            case PrimitiveModel { Kind: PrimitiveKind.String }:
                writer.Line($"members.WriteString({index}, {value}, {path});");
                break;
            case EnumTypeModel:
                writer.Line($"members.WriteEnum({index}, {value}.Value, {path});");
                break;
            case ListModel { Element: PrimitiveModel { Kind: PrimitiveKind.String } }:
                writer.Line($"members.WriteStringList({index}, {value}, {path});");
                break;
            case ListModel:
                writer.Line($"members.WriteList({index}, {value}, {shapes.Writer(member.Type)}, {path});");
                break;
            case MapModel { Value: PrimitiveModel { Kind: PrimitiveKind.String } }:
                writer.Line($"members.WriteStringMap({index}, {value}, {path});");
                break;
            case MapModel:
                writer.Line($"members.WriteMap({index}, {value}, {shapes.Writer(member.Type)}, {path});");
                break;
            case SetModel:
                writer.Line($"members.WriteStringSet({index}, {value}, {path});");
                break;
            case RecordTypeModel record when HasDefault(member):
                writer.Line($"members.WriteRecord({index}, {value}, {types.Global(record.Codec)}.Default, {types.Global(record.Codec)}.Write, {path});");
                break;
            default:
                writer.Line($"members.WriteName({index});");
                values.WriteValue(member.Type, value, path, ValueCode.OrThrow(member.Type is not RecordTypeModel, "NullMember", path));
                break;
        }
    }

    private void WriteOptional(int index, TypeModel type, string value, string path, Func<string> takeLocal)
    {
        switch (type)
        {
            case PrimitiveModel { Kind: PrimitiveKind.Bool or PrimitiveKind.Int or PrimitiveKind.String }:
                writer.Line($"members.WriteOptional({index}, {value});");
                break;
            case PrimitiveModel { Kind: PrimitiveKind.Float }:
                writer.Line($"members.WriteOptional({index}, {value}, {path});");
                break;
            default:
                string local = takeLocal();
                writer.Open($"if ({value} is {{ }} {local})");
                writer.Line($"members.WriteName({index});");
                values.WriteValue(type, local, path, orThrow: "");
                writer.Close();
                writer.Line();
                break;
        }
    }

    private string Entry(MemberModel member) => member.Type switch
    {
        PrimitiveModel { Kind: PrimitiveKind.Bool } => Entry("Flag", member.WireName),
        PrimitiveModel { Kind: PrimitiveKind.Int or PrimitiveKind.Float } => Entry("Number", member.WireName),
        PrimitiveModel { Kind: PrimitiveKind.String } => Entry("Text", member.WireName),
        ListModel => Entry("List", member.WireName),
        MapModel or SetModel => Entry("Map", member.WireName),
        RecordTypeModel record when HasDefault(member) =>
            $"{Member}.Record({CSharpLiterals.Quote(member.WireName)}, {types.Global(record.Codec)}.Default, {types.Global(record.Codec)}.Write)",
        _ => Entry("WithoutDefault", member.WireName),
    };

    /// <summary>Whether a record begins with an instance that can be sent, as far as the interface tells.</summary>
    private static bool HasDefault(MemberModel member) => !member.BreaksCycle && !member.IsRequired;

    private static string Entry(string kind, string name) => $"{Member}.{kind}({CSharpLiterals.Quote(name)})";
}
