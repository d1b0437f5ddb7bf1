using System.Text;
using Varlink.Idl.Diagnostics;
using Varlink.Idl.Syntax;

namespace Varlink.Idl.Tests;

/// <summary>
/// A text in which «...» marks where diagnostics are expected. A text that does not say otherwise gets a header, and with it its
/// positions move down by one line.
/// </summary>
internal sealed record MarkedText(string Text, IReadOnlyList<TextSpan> Spans)
{
    private const string Header = "interface org.example\n";

    /// <summary>Reads a member, or members, to which a header is added.</summary>
    public static MarkedText OfMembers(string marked) => OfFile(Header + marked);

    /// <summary>Reads a whole file.</summary>
    public static MarkedText OfFile(string marked)
    {
        StringBuilder text = new();
        List<TextSpan> spans = [];
        TextSpan open = default;
        int line = 1;
        int column = 1;
        foreach (char c in marked)
        {
            switch (c)
            {
                case '«':
                    open = new TextSpan(text.Length, 0, line, column);
                    break;
                case '»':
                    spans.Add(open with { Length = text.Length - open.Start });
                    break;
                default:
                    text.Append(c);
                    (line, column) = c == '\n' ? (line + 1, 1) : (line, column + 1);
                    break;
            }
        }

        return new MarkedText(text.ToString(), spans);
    }

    /// <summary>Parses the text, and checks that it gives these kinds of diagnostic at the marked places, in this order, and no others.</summary>
    /// <param name="kinds">Names of kinds, separated by blanks.</param>
    public void AssertGives(string kinds)
    {
        ParseResult result = IdlParser.Parse(Text);

        Assert.That(Spans, Has.Count.EqualTo(kinds.Split(' ').Length), "a mark for each kind");
        string[] expected = [.. kinds.Split(' ').Zip(Spans, (name, span) => Describe(Kind(name).Id, span))];
        string[] found = [.. result.Diagnostics.Select(diagnostic => Describe(diagnostic.Id, diagnostic.Span))];
        string messages = string.Join("\n", result.Diagnostics.Select(diagnostic => $"{diagnostic.Id} {diagnostic.Message}"));
        Assert.That(found, Is.EqualTo(expected), messages);
        Assert.That(result.HasErrors, Is.EqualTo(kinds.Split(' ').Any(name => Kind(name).Severity == IdlSeverity.Error)));
    }

    private static IdlDiagnosticKind Kind(string name) =>
        (IdlDiagnosticKind)typeof(IdlDiagnosticKinds).GetProperty(name)!.GetValue(null)!;

    private static string Describe(string id, TextSpan span) => $"{id} at {span.Line}:{span.Column}, {span.Length} long, offset {span.Start}";
}
