using Varlink.Idl.Syntax;

namespace Varlink.Idl.Formatting;

/// <summary>Writes comments so that the parser gives them back to the same node, in the same role.</summary>
internal sealed class CommentFormatter(LineWriter writer)
{
    private static readonly string[] LineEnds = ["\r\n", "\n", "\r", "\u2028", "\u2029"];

    /// <summary>
    /// Writes what stands before a node: the other comments, each block with an empty line behind it that keeps it apart from the node,
    /// then the documentation.
    /// </summary>
    public void WriteBefore(SyntaxNode node, DocumentationSyntax documentation)
    {
        foreach (SyntaxList<string> block in node.Comments.Leading)
        {
            WriteBlock(Split(block));
            writer.EndLine();
        }

        List<string> lines = Split(documentation.Lines);
        if (HasTrailingDocumentation(node, lines))
        {
            lines.RemoveAt(lines.Count - 1);
        }

        WriteBlock(lines);
    }

    /// <summary>Writes what stands behind a field or an enum value, and ends its line.</summary>
    public void EndElement(SyntaxNode node, DocumentationSyntax documentation)
    {
        List<string> lines = Split(documentation.Lines);
        EndLine(HasTrailingDocumentation(node, lines) ? lines[lines.Count - 1] : null);
    }

    /// <summary>Writes what stands behind a member or the header of the file, and ends its line.</summary>
    public void EndMember(SyntaxNode node) => EndLine(node.Comments.Trailing is { } trailing ? string.Join(" ", Split([trailing])) : null);

    /// <summary>Writes the comments before the end of a node.</summary>
    public void WriteClosing(SyntaxNode node)
    {
        for (int i = 0; i < node.Comments.Closing.Count; i++)
        {
            if (i > 0)
            {
                writer.EndLine();
            }

            WriteBlock(Split(node.Comments.Closing[i]));
        }
    }

    private static bool HasTrailingDocumentation(SyntaxNode node, List<string> lines) => node.Comments.IsDocumentationTrailing && lines.Count > 0;

    /// <summary>A tree that a program built may have line ends in its comments. What follows them must not become code.</summary>
    private static List<string> Split(IEnumerable<string> lines) => [.. lines.SelectMany(line => line.Split(LineEnds, StringSplitOptions.None))];

    private void WriteBlock(List<string> lines)
    {
        foreach (string line in lines)
        {
            writer.Write(Comment(line));
            writer.EndLine();
        }
    }

    private void EndLine(string? comment)
    {
        if (comment is not null)
        {
            writer.Write(" " + Comment(comment));
        }

        writer.EndLine();
    }

    private static string Comment(string line) => line.Length == 0 ? "#" : "# " + line;
}
