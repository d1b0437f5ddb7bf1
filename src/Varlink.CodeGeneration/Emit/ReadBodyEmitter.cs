using Varlink.CodeGeneration.Model;
using Varlink.CodeGeneration.Naming;
using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration.Emit;

/// <summary>Writes the loop that reads the members of an object into local variables.</summary>
internal sealed class ReadBodyEmitter
{
    private readonly CodeWriter _writer;
    private readonly TypeText _types;
    private readonly ValueCode _values;
    private readonly SyntaxList<MemberModel> _members;
    private readonly string[] _locals;
    private readonly NameScope _scope = new("reader", "policy", "next", "member", "start");

    public ReadBodyEmitter(CodeWriter writer, TypeText types, ValueCode values, SyntaxList<MemberModel> members)
    {
        _writer = writer;
        _types = types;
        _values = values;
        _members = members;
        _locals = [.. members.Select(member => Identifiers.Escape(_scope.Take(member.ParameterName)))];
    }

    /// <summary>Reads an object.</summary>
    /// <param name="policy">Whether a variable <c>policy</c> says what to do with members that are unknown or missing.</param>
    public void Write(bool policy)
    {
        string?[] seen = [.. _members.Select(member => IsCounted(member, policy) ? _scope.Take("has" + member.Name) : null)];
        _writer.Line($"{ValueCode.Json}.ExpectObject(ref reader);");
        for (int i = 0; i < _members.Count; i++)
        {
            _writer.Line($"{_types.Of(_members[i])} {_locals[i]} = {_values.WhenMissing(_members[i])};");
        }

        foreach (string name in seen.OfType<string>())
        {
            _writer.Line($"bool {name} = false;");
        }

        WriteLoop(policy, seen);
        if (policy)
        {
            for (int i = 0; i < _members.Count; i++)
            {
                if (_members[i].Type is not NullableModel)
                {
                    _writer.Open($"if (!{seen[i]})");
                    _writer.Line($"{ValueCode.Json}.MissingParameter(ref reader, policy, {CSharpLiterals.Quote(_members[i].WireName)});");
                    _writer.Close();
                    _writer.Line();
                }
            }
        }
    }

    /// <summary>Reads the only member, or the whole object as that member where an older or newer peer sends it so.</summary>
    public void WriteFlat()
    {
        MemberModel only = _members[0];
        string found = _scope.Take("has" + only.Name);
        _writer.Line($"{ValueCode.Json}.ExpectObject(ref reader);");
        _writer.Line("global::System.Text.Json.Utf8JsonReader start = reader;");
        _writer.Line($"{_types.Of(only)} {_locals[0]} = {_values.WhenMissing(only)};");
        _writer.Line($"bool {found} = false;");
        OpenLoop(policy: false);
        WriteLabels(0, only);
        _writer.Indent();
        _writer.Line($"{found} = reader.TokenType == global::System.Text.Json.JsonTokenType.StartObject;");
        _writer.Open($"if ({found})");
        _writer.Line($"{_locals[0]} = {_values.Read(only)};");
        _writer.Close();
        _writer.Open("else");
        _writer.Line("reader.Skip();");
        _writer.Close();
        _writer.Line();
        _writer.Line("break;");
        _writer.Outdent();
        CloseLoop();
        _writer.Open($"if (!{found})");
        _writer.Line("reader = start;");
        _writer.Line($"{_locals[0]} = {_values.Read(only)};");
        _writer.Close();
        _writer.Line();
    }

    /// <summary>Returns the first member.</summary>
    public void ReturnFirst() => _writer.Line($"return {_locals[0]};");

    /// <summary>Returns the members as a record.</summary>
    public void ReturnRecord(string type)
    {
        if (_members.Count == 0)
        {
            _writer.Line("return Default;");
            return;
        }

        _writer.Line($"return new {type}");
        _writer.Line("{");
        for (int i = 0; i < _members.Count; i++)
        {
            _writer.Continue($"{_members[i].Name} = {_locals[i]},");
        }

        _writer.Line("};");
    }

    /// <summary>Whether it matters if a member was there: it may be missed, or its first name goes before its second.</summary>
    private static bool IsCounted(MemberModel member, bool policy) => member.AlsoName is not null || (policy && member.Type is not NullableModel);

    private void WriteLoop(bool policy, string?[] seen)
    {
        if (_members.Count == 0)
        {
            _writer.Line("reader.Skip();");
            return;
        }

        OpenLoop(policy);
        int second = _members.Count;
        for (int i = 0; i < _members.Count; i++)
        {
            MemberModel member = _members[i];
            _writer.Line($"case {i}:");
            _writer.Indent();
            if (seen[i] is { } name)
            {
                // In parameters null counts as missing; otherwise the name alone decides.
                bool nullIsMissing = policy && member.Type is not NullableModel;
                _writer.Line($"{name} = {(nullIsMissing ? $"!{ValueCode.Json}.IsNull(ref reader)" : "true")};");
            }

            WriteAssignment(i);
            if (member.AlsoName is not null)
            {
                WriteSecondName(i, second++, seen[i]!, policy);
            }
        }

        CloseLoop();
    }

    private void WriteSecondName(int index, int label, string seen, bool policy)
    {
        _writer.Line($"case {label} when !{seen}:");
        _writer.Indent();
        if (policy && _members[index].Type is not NullableModel)
        {
            _writer.Line($"{seen} = !{ValueCode.Json}.IsNull(ref reader);");
        }

        WriteAssignment(index);
    }

    private void WriteLabels(int index, MemberModel member)
    {
        _writer.Line($"case {index}:");
        if (member.AlsoName is not null)
        {
            _writer.Line($"case {_members.Count}:");
        }
    }

    private void WriteAssignment(int index)
    {
        _writer.Line($"{_locals[index]} = {_values.Read(_members[index])};");
        _writer.Line("break;");
        _writer.Outdent();
    }

    private void OpenLoop(bool policy)
    {
        _writer.Line("int next = 0;");
        _writer.Open($"while (Members.MoveNext(ref reader, {(policy ? "policy, " : "")}ref next, out int member))");
        _writer.Open("switch (member)");
    }

    private void CloseLoop()
    {
        _writer.Line("default:");
        _writer.Continue("reader.Skip();");
        _writer.Continue("break;");
        _writer.Close();
        _writer.Close();
        _writer.Line();
    }
}
