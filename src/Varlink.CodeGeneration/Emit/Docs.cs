using System.Globalization;
using System.Text;
using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration.Emit;

/// <summary>Writes comments of the interface as XML documentation.</summary>
internal static class Docs
{
    /// <summary>The first paragraph is the summary, the others are remarks; without any, a text that is ready for XML stands in.</summary>
    public static void Write(CodeWriter writer, SyntaxList<string> lines, string fallback)
    {
        List<List<string>> paragraphs = Paragraphs(lines);
        if (paragraphs.Count == 0)
        {
            Element(writer, "summary", [fallback]);
            return;
        }

        Element(writer, "summary", paragraphs[0]);
        if (paragraphs.Count > 1)
        {
            writer.Line("/// <remarks>");
            foreach (List<string> paragraph in paragraphs.Skip(1))
            {
                Element(writer, "para", paragraph);
            }

            writer.Line("/// </remarks>");
        }
    }

    /// <summary>A parameter with the comment of its field.</summary>
    public static void Parameter(CodeWriter writer, string name, SyntaxList<string> lines, string fallback) =>
        Element(writer, $"param name=\"{name}\"", Flat(lines, fallback));

    /// <summary>An element whose text is ready for XML.</summary>
    public static void Element(CodeWriter writer, string tag, IReadOnlyList<string> lines)
    {
        string end = tag.Split(' ')[0];
        if (lines.Count == 1 && lines[0].Length + (2 * tag.Length) < 130)
        {
            writer.Line($"/// <{tag}>{lines[0]}</{end}>");
            return;
        }

        writer.Line($"/// <{tag}>");
        foreach (string line in lines)
        {
            writer.Line(line.Length == 0 ? "///" : $"/// {line}");
        }

        writer.Line($"/// </{end}>");
    }

    /// <summary>The lines of a comment, ready for XML, blank ones left out; or a text that stands in.</summary>
    public static IReadOnlyList<string> Flat(SyntaxList<string> lines, string fallback)
    {
        string[] text = [.. lines.Select(Escape).Where(line => line.Length > 0)];
        return text.Length > 0 ? text : [fallback];
    }

    private static List<List<string>> Paragraphs(SyntaxList<string> lines)
    {
        var paragraphs = new List<List<string>>();
        bool starts = true;
        foreach (string line in lines.Select(Escape))
        {
            if (line.Length == 0)
            {
                starts = true;
                continue;
            }

            if (starts)
            {
                paragraphs.Add([]);
                starts = false;
            }

            paragraphs[paragraphs.Count - 1].Add(line);
        }

        return paragraphs;
    }

    /// <summary>Escapes what XML reserves, and replaces what neither XML nor a line of C# can hold.</summary>
    private static string Escape(string line)
    {
        var result = new StringBuilder(line.Length);
        string text = line.Trim();
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                result.Append(c).Append(text[++i]);
                continue;
            }

            result.Append(c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '\t' or '\u0085' or '\u2028' or '\u2029' => " ",
                _ when char.IsControl(c) || char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF' => "\uFFFD",
                _ => c.ToString(CultureInfo.InvariantCulture),
            });
        }

        return result.ToString();
    }
}
