using System.Globalization;
using Varlink.Idl.Diagnostics;
using Varlink.Idl.Syntax;

namespace Varlink.Idl.Parsing;

/// <summary>
/// Knows the members of the interface, and checks at the end of the file that every name used as a type is one of its types: a type
/// may be used before it is declared.
/// </summary>
internal sealed class NameResolver(DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, Declaration> _declarations = new(StringComparer.Ordinal);
    private readonly List<Reference> _references = [];

    /// <summary>Declares a member. Types, methods and errors share one namespace.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="keyword">What it is; null when a mistake hides that, so that its uses are not reported as well.</param>
    /// <param name="span">Where its name stands.</param>
    public void Declare(string name, string? keyword, TextSpan span)
    {
        if (!_declarations.TryGetValue(name, out Declaration first))
        {
            _declarations.Add(name, new Declaration(keyword, span));
            return;
        }

        string line = first.Span.Line.ToString(CultureInfo.InvariantCulture);
        diagnostics.Report(
            IdlDiagnosticKinds.DuplicateMember,
            span,
            $"'{TokenReader.Shorten(name)}' is already declared in line {line}: give one of the two another name. Types, methods and errors share their names.");
    }

    /// <summary>Notes a name that is used as a type.</summary>
    public void Use(string name, TextSpan span) => _references.Add(new Reference(name, span));

    /// <summary>Reports every use of a name that is no type of the interface.</summary>
    public void Resolve()
    {
        NameSuggester suggester = new(_declarations.Where(pair => pair.Value.Keyword == Keywords.Type).Select(pair => pair.Key));
        foreach (Reference reference in _references)
        {
            string name = TokenReader.Shorten(reference.Name);
            if (!_declarations.TryGetValue(reference.Name, out Declaration declaration))
            {
                ReportUnresolved(reference, name, suggester);
            }
            else if (declaration.Keyword is Keywords.Method or Keywords.Error)
            {
                diagnostics.Report(
                    IdlDiagnosticKinds.NotAType,
                    reference.Span,
                    $"'{name}' is {(declaration.Keyword == Keywords.Error ? "an error" : "a method")}, not a type: declare a type of another name and use that.");
            }
        }
    }

    private void ReportUnresolved(Reference reference, string name, NameSuggester suggester)
    {
        if (Characters.IsUpper(reference.Name[0]))
        {
            string? close = suggester.Closest(reference.Name) ?? PrimitiveAliases.Find(reference.Name);
            string mend = close is null ? "declare it, or correct the name." : $"did you mean '{close}'?";
            diagnostics.Report(IdlDiagnosticKinds.UnresolvedName, reference.Span, $"No type '{name}' is declared: {mend}");
        }
        else
        {
            string mend = PrimitiveAliases.FindClosest(reference.Name) is { } meant
                ? $"did you mean '{meant}'?"
                : "write bool, int, float, string, object, any, or the name of a declared type, which starts with an upper-case letter.";
            diagnostics.Report(IdlDiagnosticKinds.UnknownType, reference.Span, $"'{name}' is not a type: {mend}");
        }
    }

    private readonly record struct Declaration(string? Keyword, TextSpan Span);

    private readonly record struct Reference(string Name, TextSpan Span);
}
