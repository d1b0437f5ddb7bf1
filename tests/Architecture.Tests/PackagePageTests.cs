using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>
/// The README of a package is shown where there is no repository: its code stands in a program that is made of the packages alone, and its
/// links need no file beside it.
/// </summary>
public partial class PackagePageTests
{
    private const string Consumer = "tests/Packages.Tests/Consumer";

    private static IEnumerable<string> Packages => Repository.SourceProjects
        .Where(project => Repository.Project(project).Descendants("IsPackable").All(element => element.Value != "false"));

    [TestCaseSource(nameof(Packages))]
    public void Its_code_compiles(string project)
    {
        string[][] files = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, Consumer)).Select(File.ReadAllLines)];
        IEnumerable<string> wrong = Block().Matches(Page(project))
            .Select(block => block.Groups["code"].Value.TrimEnd('\n'))
            .Where(code => !files.Any(file => DocumentTests.Contains(file, code.Split('\n'))));
        Assert.That(wrong, Is.Empty, $"{Consumer} has no such lines");
    }

    [TestCaseSource(nameof(Packages))]
    public void Its_links_work_on_their_own(string project) =>
        Assert.That(Link().Matches(Page(project)).Select(link => link.Groups["target"].Value), Is.All.StartsWith("https://"));

    [TestCaseSource(nameof(Packages))]
    public void It_begins_with_the_name_of_the_package(string project) => Assert.That(Page(project), Does.StartWith($"# {project}\n"));

    [TestCaseSource(nameof(Packages))]
    public void The_repository_s_page_has_one_row_for_it_at_most(string project) => Assert.That(
        File.ReadLines(Path.Combine(Repository.Root, "README.md")).Count(line => line.StartsWith($"| `{project}` |", StringComparison.Ordinal)),
        Is.LessThanOrEqualTo(1));

    private static string Page(string project) => File.ReadAllText(Path.Combine(Repository.Root, "src", project, "README.md"));

    [GeneratedRegex(@"```(csharp|varlink)\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)[^)]*\)")]
    private static partial Regex Link();
}
