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
    private bool _isIncomplete;

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

    /// <summary>Notes that a member has no name: any name that is not declared may be the one it should have.</summary>
    public void DeclareNameless() => _isIncomplete = true;

    /// <summary>Notes a name that is used as a type.</summary>
    public void Use(string name, TextSpan span) => _references.Add(new Reference(name, span));

    /// <summary>Reports every use of a name that is no type of the interface.</summary>
    public void Resolve()
    {
        string[] types = [.. _declarations.Where(pair => pair.Value.Keyword == Keywords.Type).Select(pair => pair.Key)];
        NameSuggester declared = new(types);
        NameSuggester all = new(Keywords.Primitives.Concat(types));
        foreach (Reference reference in _references)
        {
            if (!_declarations.TryGetValue(reference.Name, out Declaration declaration))
            {
                ReportUnknown(reference, declared, all);
            }
            else if (declaration.Keyword is Keywords.Method or Keywords.Error)
            {
                string article = declaration.Keyword == Keywords.Error ? "an error" : "a method";
                Report(IdlDiagnosticKinds.NotAType, reference, $"is {article}, not a type: declare a type of another name and use that.");
            }
        }
    }

    private void ReportUnknown(Reference reference, NameSuggester declared, NameSuggester all)
    {
        string name = reference.Name;
        if (name.Contains('.'))
        {
            Report(IdlDiagnosticKinds.QualifiedType, reference, "is a name with a dot, and types of other interfaces cannot be used: " + MendQualified(name));
        }
        else if (!Characters.IsUpper(name[0]))
        {
            string mend = (PrimitiveAliases.Find(name) ?? all.Closest(name)) is { } close
                ? $"did you mean '{close}'?"
                : "write bool, int, float, string, object, any, or the name of a declared type, which starts with an upper-case letter.";
            Report(IdlDiagnosticKinds.UnknownType, reference, "is not a type: " + mend);
        }
        else
        {
            string? meant = declared.Closest(name) ?? PrimitiveAliases.Find(name);
            if (_isIncomplete && meant is null)
            {
                return;
            }

            string mend = meant is not null ? $"did you mean '{meant}'?"
                : Names.IsMember(name) ? "declare it, or correct the name."
                : "correct the name, which consists of letters and digits.";
            Report(IdlDiagnosticKinds.UnresolvedName, reference, "is not declared: " + mend);
        }
    }

    private string MendQualified(string name)
    {
        string local = name.Substring(name.LastIndexOf('.') + 1);
        if (_declarations.ContainsKey(local))
        {
            return $"write '{TokenReader.Shorten(local)}' if the type of this interface is meant.";
        }

        return Names.RepairMember(local) is { } valid
            ? $"declare '{TokenReader.Shorten(valid)}' in this interface and use that."
            : "declare the type in this interface and use that.";
    }

    private void Report(IdlDiagnosticKind kind, Reference reference, string problem) =>
        diagnostics.Report(kind, reference.Span, $"'{TokenReader.Shorten(reference.Name)}' {problem}");

    private readonly record struct Declaration(string? Keyword, TextSpan Span);

    private readonly record struct Reference(string Name, TextSpan Span);
}
