using System.Globalization;
using Varlink.Idl.Diagnostics;
using Varlink.Idl.Syntax;

namespace Varlink.Idl.Parsing;

/// <summary>The elements of one pair of parentheses. The first one decides whether they are the fields of a struct or the values of an enum.</summary>
internal sealed class ListElements(ParseContext context, ListRole role)
{
    private readonly List<FieldSyntax> _fields = [];
    private readonly List<EnumValueSyntax> _values = [];
    private Dictionary<string, int>? _lines;
    private bool _isMixed;

    /// <summary>Whether the list is known to be an enum.</summary>
    public bool IsEnum => _values.Count > 0;

    public void AddField(FieldSyntax field)
    {
        if (IsEnum)
        {
            if (_isMixed)
            {
                // A parenthesis that closes the enum too late makes values of all fields behind it. That is one mistake.
                return;
            }

            _isMixed = true;
            string name = TokenReader.Shorten(field.Name);
            context.Report(
                IdlDiagnosticKinds.EnumValueWithType,
                field.Span,
                $"'{TokenReader.Shorten(_values[0].Name)}' has no type, so this is an enum, whose values have none: remove the type of '{name}', or write ':' and a type after each of the others.");
        }
        else
        {
            CheckDuplicate(field.Name, field.Span, IdlDiagnosticKinds.DuplicateField, "field");
            _fields.Add(field);
        }
    }

    public void AddValue(EnumValueSyntax value)
    {
        if (role == ListRole.Type && _fields.Count == 0)
        {
            CheckDuplicate(value.Name, value.Span, IdlDiagnosticKinds.DuplicateEnumValue, "value");
            _values.Add(value);
            return;
        }

        string name = TokenReader.Shorten(value.Name);
        context.Report(IdlDiagnosticKinds.FieldWithoutType, value.Span, $"The field '{name}' has no type: write ':' and a type after '{name}'.");
    }

    public TypeSyntax ToType(TextSpan span, SyntaxComments comments) => IsEnum
        ? new EnumSyntax(SyntaxList<EnumValueSyntax>.From(_values)) { Span = span, Comments = comments }
        : new StructSyntax(SyntaxList<FieldSyntax>.From(_fields)) { Span = span, Comments = comments };

    private void CheckDuplicate(string name, TextSpan span, IdlDiagnosticKind kind, string what)
    {
        _lines ??= new Dictionary<string, int>(StringComparer.Ordinal);
        if (!_lines.TryGetValue(name, out int line))
        {
            _lines.Add(name, span.Line);
            return;
        }

        string first = line.ToString(CultureInfo.InvariantCulture);
        context.Report(kind, span, $"The {what} '{TokenReader.Shorten(name)}' is already there, in line {first}: remove one of the two, or give it another name.");
    }
}
