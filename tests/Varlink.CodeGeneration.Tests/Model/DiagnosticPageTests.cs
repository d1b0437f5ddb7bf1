using System.Text.RegularExpressions;
using Varlink.CodeGeneration.Diagnostics;
using Varlink.Idl;

namespace Varlink.CodeGeneration.Tests.Model;

/// <summary>The table of kinds and the pages about them say the same, and the examples on the pages are true.</summary>
public partial class DiagnosticPageTests
{
    private static readonly string Folder = Path.Combine(TestContext.CurrentContext.TestDirectory, "Pages");

    public static IEnumerable<string> Ids => GenerationDiagnosticKinds.All.Select(kind => kind.Id);

    public static IEnumerable<string> IdsOfText => Ids.Where(id => string.CompareOrdinal(id, "VARLINK111") < 0);

    [Test]
    public void Every_kind_is_in_the_table() =>
        Assert.That(
            typeof(GenerationDiagnosticKinds).GetProperties().Select(property => property.GetValue(null)).OfType<GenerationDiagnosticKind>(),
            Is.EquivalentTo(GenerationDiagnosticKinds.All));

    [Test]
    public void Every_page_belongs_to_a_kind() =>
        Assert.That(Directory.EnumerateFiles(Folder, "VARLINK1*.md").Select(Path.GetFileNameWithoutExtension), Is.EquivalentTo(Ids));

    [TestCaseSource(nameof(Ids))]
    public void A_page_says_what_the_table_says(string id)
    {
        GenerationDiagnosticKind kind = Kind(id);

        Assert.That(Page(id), Does.StartWith($"# {id}: {kind.Title}\n\nSeverity: {Severity(kind)}.\n"));
    }

    [TestCaseSource(nameof(Ids))]
    public void The_index_names_every_page(string id)
    {
        GenerationDiagnosticKind kind = Kind(id);

        Assert.That(Page("README"), Does.Contain($"\n| [{id}]({id}.md) | {Severity(kind)} | {kind.Title} |\n"));
    }

    [TestCaseSource(nameof(IdsOfText))]
    public void The_first_example_of_a_page_has_the_mistake_and_the_second_has_not(string id)
    {
        string[] examples = [.. Example().Matches(Page(id)).Select(match => match.Groups[1].Value)];

        Assert.That(examples, Has.Length.EqualTo(2));
        Assert.That(Found(examples[0]).Distinct(), Is.EqualTo(new[] { id }));
        Assert.That(Found(examples[1]), Is.Empty);
    }

    private static IEnumerable<string> Found(string text) =>
        CodeGenerator.BuildModel(IdlParser.Parse(text).Interface!, text, new GenerationOptions()).Diagnostics.Select(item => item.Kind.Id);

    private static GenerationDiagnosticKind Kind(string id) => GenerationDiagnosticKinds.All.Single(kind => kind.Id == id);

    private static string Severity(GenerationDiagnosticKind kind) => kind.IsError ? "error" : "warning";

    private static string Page(string name) => File.ReadAllText(Path.Combine(Folder, name + ".md"));

    [GeneratedRegex("```varlink\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
