using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>
/// The code in the documentation is code that compiles: a block behind a comment that names a file stands in this file, line by line,
/// whatever its indentation.
/// </summary>
public partial class DocumentTests
{
    private static IEnumerable<string> Pages => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
        .Append(Path.Combine(Repository.Root, "README.md"))
        .Select(Repository.Relative);

    [Test]
    public void Code_blocks_stand_in_the_files_that_they_name()
    {
        List<string> wrong = [];
        int blocks = 0;
        foreach (string page in Pages)
        {
            foreach (Match block in NamedBlock().Matches(File.ReadAllText(Path.Combine(Repository.Root, page))))
            {
                blocks++;
                string file = Path.Combine(Repository.Root, block.Groups["file"].Value);
                if (!File.Exists(file) || !Contains(File.ReadAllLines(file), block.Groups["code"].Value.TrimEnd('\n').Split('\n')))
                {
                    wrong.Add($"{page}: {block.Groups["file"].Value} has no such lines: {block.Groups["code"].Value}");
                }
            }
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(blocks, Is.Positive);
    }

    [Test]
    public void No_block_of_CSharp_stands_for_itself()
    {
        IEnumerable<string> loose =
            from page in Pages
            from Match block in AnyBlock().Matches(File.ReadAllText(Path.Combine(Repository.Root, page)))
            where !block.Groups["file"].Success
            select $"{page}: {block.Value}";
        Assert.That(loose, Is.Empty, "Name the file that the code stands in, in a comment above it.");
    }

    [Test]
    public void Links_lead_to_files()
    {
        IEnumerable<string> dead =
            from page in Pages
            from Match link in Link().Matches(File.ReadAllText(Path.Combine(Repository.Root, page)))
            let target = Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, link.Groups["target"].Value)
            where !File.Exists(target) && !Directory.Exists(target)
            select $"{page}: {link.Groups["target"].Value}";
        Assert.That(dead, Is.Empty);
    }

    /// <summary>Whether the lines stand in the file next to each other, all indented by the same blanks more.</summary>
    internal static bool Contains(string[] file, string[] lines) => Enumerable.Range(0, Math.Max(0, file.Length - lines.Length + 1)).Any(start =>
    {
        string first = file[start];
        string indentation = first.EndsWith(lines[0], StringComparison.Ordinal) ? first[..^lines[0].Length] : "x";
        return indentation.Trim().Length == 0
            && lines.Index().All(line => file[start + line.Index] == (line.Item.Length == 0 ? "" : indentation + line.Item));
    });

    [GeneratedRegex(@"<!-- (?<file>[^\s>]+/[^\s>]+) -->\n```\w*\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex NamedBlock();

    [GeneratedRegex(@"(?<file><!-- [^\s>]+/[^\s>]+ -->\n)?```(csharp|cs)\b.*")]
    private static partial Regex AnyBlock();

    [GeneratedRegex(@"\]\((?<target>(?!https?:|#)[^)#\s]+)[^)]*\)")]
    private static partial Regex Link();
}
