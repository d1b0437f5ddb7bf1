using Varlink.CodeGeneration.Diagnostics;
using Varlink.CodeGeneration.Model;
using Varlink.CodeGeneration.Naming;
using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration.Building;

/// <summary>
/// Finds the annotations among the comment lines of a node. An annotation is a whole line; any other line in brackets is documentation,
/// because interfaces in the wild use brackets freely.
/// </summary>
internal sealed class AnnotationReader(DiagnosticList diagnostics)
{
    private const AnnotationTarget Nameable =
        AnnotationTarget.Type | AnnotationTarget.Method | AnnotationTarget.Error | AnnotationTarget.Field | AnnotationTarget.EnumValue;

    private static readonly Known[] Flags =
    [
        new("[Read-only]", AnnotationTarget.Method, "only methods are read-only", a => a.Traits |= MethodTraits.ReadOnly),
        new("[Long-running]", AnnotationTarget.Method, "only methods are long-running", a => a.Traits |= MethodTraits.LongRunning),
        new("[Supports 'more' flag]", AnnotationTarget.Method, "only methods are called with more", a => a.Traits |= MethodTraits.SupportsMore),
        new("[Requires 'more' flag]", AnnotationTarget.Method, "only methods are called with more", a => a.Traits |= MethodTraits.RequiresMore),
        new("[Also flat]", AnnotationTarget.Method, "it belongs before a method whose only reply member is a struct", a => a.AlsoFlat = true),
        new("[Also RFC 3339]", AnnotationTarget.Field, "it belongs before a field of type int", a => a.AlsoTime = true),
    ];

    public Annotations Read(SyntaxNode node, DocumentationSyntax documentation, AnnotationTarget target)
    {
        var result = new Annotations();
        SyntaxNode place = documentation.Span.Length > 0 ? documentation : node;
        var lines = new List<string>(documentation.Lines.Count);
        foreach (string line in documentation.Lines)
        {
            string text = line.Trim();
            if (text.Length < 2 || text[0] != '[' || text[text.Length - 1] != ']' || !TryApply(text, result, place, target))
            {
                lines.Add(line);
            }
        }

        result.Documentation = SyntaxList<string>.From(TrimBlankLines(lines));
        return result;
    }

    private bool TryApply(string text, Annotations result, SyntaxNode place, AnnotationTarget target)
    {
        foreach (Known flag in Flags)
        {
            if (text == flag.Text)
            {
                if (IsAt(flag.Targets, flag.Text, flag.Meaning, place, target))
                {
                    flag.Apply(result);
                }

                return true;
            }

            if (Letters(text) == Letters(flag.Text))
            {
                diagnostics.Misspelt(text, flag.Text, place);
            }
        }

        if (Value(text, "[Name:") is { } name)
        {
            ApplyName(name, result, place, target);
            return true;
        }

        if (Value(text, "[Also:") is { } also)
        {
            ApplyAlso(also, result, place, target);
            return true;
        }

        return false;
    }

    private void ApplyName(string name, Annotations result, SyntaxNode place, AnnotationTarget target)
    {
        if (!IsAt(Nameable, $"[Name: {name}]", "an interface takes its names from the project file", place, target))
        {
            return;
        }

        if (!Identifiers.IsValid(name))
        {
            diagnostics.NotAnIdentifier(name, place);
            return;
        }

        result.Name = name;
    }

    private void ApplyAlso(string name, Annotations result, SyntaxNode place, AnnotationTarget target)
    {
        if (!IsAt(AnnotationTarget.Field, $"[Also: {name}]", "it belongs before a field", place, target))
        {
            return;
        }

        bool isFieldName = name.Length > 0 && name.All(c => c is '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9'));
        if (!isFieldName)
        {
            diagnostics.NoFieldName(name, place);
            return;
        }

        result.AlsoName = name;
    }

    private bool IsAt(AnnotationTarget allowed, string annotation, string meaning, SyntaxNode place, AnnotationTarget target)
    {
        if ((allowed & target) != 0)
        {
            return true;
        }

        diagnostics.Misplaced(annotation, meaning, place);
        return false;
    }

    private static string? Value(string text, string opening) =>
        text.StartsWith(opening, StringComparison.Ordinal) ? text.Substring(opening.Length, text.Length - opening.Length - 1).Trim() : null;

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    /// <summary>An annotation often stands apart from the text: what is left of the gap is no documentation.</summary>
    private static List<string> TrimBlankLines(List<string> lines)
    {
        int first = lines.FindIndex(line => line.Trim().Length > 0);
        return first < 0 ? [] : lines.GetRange(first, lines.FindLastIndex(line => line.Trim().Length > 0) - first + 1);
    }

    private sealed record Known(string Text, AnnotationTarget Targets, string Meaning, Action<Annotations> Apply);
}
