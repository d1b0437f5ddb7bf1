using Varlink.Idl.Diagnostics;
using Varlink.Idl.Formatting;
using Varlink.Idl.Syntax;

namespace Varlink.Idl.Tests.Properties;

/// <summary>What holds for every text whatsoever.</summary>
internal static class Soundness
{
    public static void Check(string text)
    {
        ParseResult result = IdlParser.Parse(text);
        bool hasErrors = result.Diagnostics.Any(diagnostic => diagnostic.Severity == IdlSeverity.Error);
        Assert.That(result.HasErrors, Is.EqualTo(hasErrors));
        Assert.That(result.Diagnostics.Select(diagnostic => diagnostic.Span.Start), Is.Ordered);
        foreach (IdlDiagnostic diagnostic in result.Diagnostics)
        {
            Check(diagnostic, text);
        }

        if (result.Interface is { } tree)
        {
            CheckFormat(text, tree);
        }
    }

    public static void CheckFormat(string text, InterfaceSyntax tree)
    {
        string formatted = IdlFormatter.Format(tree);
        ParseResult again = IdlParser.Parse(formatted);
        Assert.That(again.Interface, Is.EqualTo(tree), formatted);
        Assert.That(IdlFormatter.Format(again.Interface!), Is.EqualTo(formatted));
        Assert.That(Pieces.TokensOf(formatted), Is.EqualTo(Pieces.TokensOf(text)));
        Assert.That(Pieces.CommentsOf(formatted), Is.EqualTo(Pieces.CommentsOf(text)));
    }

    private static void Check(IdlDiagnostic diagnostic, string text)
    {
        TextSpan span = diagnostic.Span;
        Assert.That(span.Start, Is.InRange(0, text.Length));
        Assert.That(span.Length, Is.InRange(0, text.Length - span.Start));
        Assert.That((span.Line, span.Column), Is.EqualTo(PositionOf(span.Start, text)));
        Assert.That(text.AsSpan(span.Start, span.Length).IndexOfAny("\r\n\u2028\u2029"), Is.Negative, "a diagnostic stays on its line");
        Assert.That(diagnostic.Message, Does.Match(@"\A[^\r\n]+[.?]\z"));
        Assert.That(IdlDiagnosticKinds.All.Single(kind => kind.Id == diagnostic.Id).Severity, Is.EqualTo(diagnostic.Severity));
    }

    /// <summary>Counts once more, in another way than the lexer does.</summary>
    private static (int Line, int Column) PositionOf(int offset, string text)
    {
        string before = text.StartsWith('\uFEFF') ? text[1..offset] : text[..offset];
        string[] lines = before.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r', '\u2028', '\u2029');
        return (lines.Length, lines[^1].Length + 1);
    }
}
