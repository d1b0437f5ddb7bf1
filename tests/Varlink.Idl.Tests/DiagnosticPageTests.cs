using System.Text.RegularExpressions;
using Varlink.Idl.Diagnostics;

namespace Varlink.Idl.Tests;

/// <summary>The table of kinds and the pages about them say the same, and the examples on the pages are true.</summary>
public partial class DiagnosticPageTests
{
    private static readonly string Folder = Path.Combine(TestContext.CurrentContext.TestDirectory, "Pages");

    public static IEnumerable<string> Ids => IdlDiagnosticKinds.All.Select(kind => kind.Id);

    [Test]
    public void Ids_are_numbered_without_gaps() =>
        Assert.That(Ids, Is.EqualTo(Enumerable.Range(1, IdlDiagnosticKinds.All.Count).Select(number => $"VARLINK{number:D3}")));

    [Test]
    public void Every_kind_is_in_the_table() =>
        Assert.That(
            typeof(IdlDiagnosticKinds).GetProperties().Select(property => property.GetValue(null)).OfType<IdlDiagnosticKind>(),
            Is.EquivalentTo(IdlDiagnosticKinds.All));

    [Test]
    public void Every_page_belongs_to_a_kind() =>
        Assert.That(Directory.EnumerateFiles(Folder, "VARLINK0*.md").Select(Path.GetFileNameWithoutExtension), Is.EquivalentTo(Ids));

    [TestCaseSource(nameof(Ids))]
    public void A_page_says_what_the_table_says(string id)
    {
        IdlDiagnosticKind kind = Kind(id);

        Assert.That(Page(id), Does.StartWith($"# {id}: {kind.Title}\n\nSeverity: {Severity(kind)}.\n"));
    }

    [TestCaseSource(nameof(Ids))]
    public void The_index_names_every_page(string id)
    {
        IdlDiagnosticKind kind = Kind(id);

        Assert.That(Page("README"), Does.Contain($"\n| [{id}]({id}.md) | {Severity(kind)} | {kind.Title} |\n"));
    }

    [TestCaseSource(nameof(Ids))]
    public void The_first_example_of_a_page_has_the_mistake_and_the_second_has_not(string id)
    {
        string[] examples = [.. Example().Matches(Page(id)).Select(match => match.Groups[1].Value)];

        Assert.That(examples, Has.Length.EqualTo(2));
        Assert.That(IdlParser.Parse(examples[0]).Diagnostics.Select(diagnostic => diagnostic.Id).Distinct(), Is.EqualTo(new[] { id }));
        Assert.That(IdlParser.Parse(examples[1]).Diagnostics, Is.Empty);
    }

    private static IdlDiagnosticKind Kind(string id) => IdlDiagnosticKinds.All.Single(kind => kind.Id == id);

    private static string Severity(IdlDiagnosticKind kind) => kind.Severity == IdlSeverity.Error ? "error" : "warning";

    private static string Page(string name) => File.ReadAllText(Path.Combine(Folder, name + ".md"));

    [GeneratedRegex("```varlink\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
