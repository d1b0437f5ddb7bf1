using Varlink.CodeGeneration.Model;

namespace Varlink.CodeGeneration.Emit;

/// <summary>Writes records.</summary>
internal sealed class RecordEmitter(CodeWriter writer, TypeText types)
{
    private const string Builder = "global::System.Text.StringBuilder";

    private readonly EqualityText _equality = new(types);

    public void Write(RecordModel record, string access)
    {
        Docs.Write(writer, record.Documentation, record.Summary);
        if (record.Members.Count == 0)
        {
            writer.Line($"{access} sealed partial record {record.Name};");
            return;
        }

        writer.Open($"{access} sealed partial record {record.Name}");
        bool first = true;
        foreach (MemberModel member in record.Members)
        {
            if (!first)
            {
                writer.Line();
            }

            WriteProperty(member);
            first = false;
        }

        if (EqualityText.NeedsOwn(record))
        {
            WriteEquality(record);
            WriteText(record);
        }

        writer.Close();
    }

    private void WriteProperty(MemberModel member)
    {
        Docs.Write(writer, member.Documentation, $"The member <c>{member.WireName}</c>.");
        string required = member.IsRequired ? "required " : "";
        string initializer = !member.IsRequired && types.Default(member) is { } value ? $" = {value};" : "";
        writer.Line($"public {required}{types.Of(member)} {member.Name} {{ get; init; }}{initializer}");
    }

    private void WriteEquality(RecordModel record)
    {
        string self = types.Global(record.QualifiedName);
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public bool Equals({self}? other) =>");
        writer.Indent();
        writer.Line("ReferenceEquals(this, other)");
        writer.Line("|| (other is not null");
        writer.Indent();
        for (int i = 0; i < record.Members.Count; i++)
        {
            string end = i == record.Members.Count - 1 ? ");" : "";
            writer.Line($"&& {_equality.Equal(record.Members[i], record.Codec)}{end}");
        }

        writer.Outdent();
        writer.Outdent();
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Open("public override int GetHashCode()");
        writer.Line("global::System.HashCode hash = default;");
        foreach (MemberModel member in record.Members)
        {
            writer.Line($"hash.Add({_equality.Hash(member, record.Codec)});");
        }

        writer.Line("return hash.ToHashCode();");
        writer.Close();
    }

    private void WriteText(RecordModel record)
    {
        writer.Line();
        writer.Open($"private bool PrintMembers({Builder} builder)");
        string separator = "";
        foreach (MemberModel member in record.Members)
        {
            string value = EqualityText.HoldsMany(member.Type) ? $"global::Varlink.VarlinkText.Describe({member.Name})" : member.Name;
            writer.Line($"builder.Append(\"{separator}{member.Name} = \").Append({value});");
            separator = ", ";
        }

        writer.Line("return true;");
        writer.Close();
    }
}
