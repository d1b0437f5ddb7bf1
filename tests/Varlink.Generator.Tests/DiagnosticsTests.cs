using System.Globalization;
using Microsoft.CodeAnalysis;
using Varlink.Generator.Tests.Infrastructure;

namespace Varlink.Generator.Tests;

public class DiagnosticsTests
{
    private static GeneratorRunResult Run(string text, params (string, string)[] metadata) =>
        GeneratorRun.Run("Consumer", new InterfaceFile("/a/x.varlink", text, metadata));

    /// <summary>Where a diagnostic points to, as editors count: from 1.</summary>
    private static string Place(Diagnostic diagnostic)
    {
        FileLinePositionSpan span = diagnostic.Location.GetLineSpan();
        return $"{span.Path}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1})-" +
            $"({span.EndLinePosition.Line + 1},{span.EndLinePosition.Character + 1})";
    }

    [Test]
    public void What_is_wrong_with_the_text_is_reported_where_it_stands()
    {
        GeneratorRunResult result = Run("interface org.example.x\n\nmethod Ping() -> (pong: Strin)\n");

        Diagnostic diagnostic = result.Diagnostics.Single();
        Assert.That(diagnostic.Id, Does.StartWith("VARLINK0"));
        Assert.That(diagnostic.Severity, Is.EqualTo(DiagnosticSeverity.Error));
        Assert.That(diagnostic.GetMessage(CultureInfo.InvariantCulture), Does.Contain("Strin"));
        Assert.That(Place(diagnostic), Is.EqualTo("/a/x.varlink(3,25)-(3,30)"));
        Assert.That(result.GeneratedSources, Is.Empty);
    }

    [Test]
    public void Line_ends_of_every_kind_are_counted()
    {
        GeneratorRunResult result = Run("interface org.example.x\r\n\r\nmethod Ping() -> ()\r\nmethod Ping() -> ()\r\n");

        Assert.That(Place(result.Diagnostics.Single()), Is.EqualTo("/a/x.varlink(4,8)-(4,12)"));
    }

    [Test]
    public void A_warning_does_not_stop_the_code()
    {
        GeneratorRunResult result = Run("interface org.example.x\n\nmethod Ping() -> (pong_: string)\n");

        Assert.That(result.Diagnostics.Single().Severity, Is.EqualTo(DiagnosticSeverity.Warning));
        Assert.That(result.GeneratedSources, Is.Not.Empty);
    }

    [Test]
    public void An_error_in_one_file_does_not_stop_the_others()
    {
        GeneratorRunResult result = GeneratorRun.Run(
            "Consumer",
            new InterfaceFile("/a/bad.varlink", "interface"),
            new InterfaceFile("/a/good.varlink", "interface org.example.good\nmethod Ping() -> ()\n"));

        Assert.That(result.Diagnostics.Select(item => item.Location.GetLineSpan().Path), Is.All.EqualTo("/a/bad.varlink").And.Not.Empty);
        Assert.That(result.GeneratedSources.Select(source => source.HintName), Has.Some.EndsWith("GoodClient.g.cs"));
    }

    [TestCase("# [Name: class]\ntype T (a: int)", "VARLINK101", DiagnosticSeverity.Error)]
    [TestCase("# [Name: 1st]\ntype T (a: int)", "VARLINK101", DiagnosticSeverity.Error)]
    [TestCase("# [Name: ]\ntype T (a: int)", "VARLINK101", DiagnosticSeverity.Error)]
    [TestCase("# [Name: T]\ntype A (a: int)\n# [Name: T]\ntype B (a: int)", "VARLINK102", DiagnosticSeverity.Error)]
    [TestCase("# [Name: XClient]\ntype A (a: int)", "VARLINK102", DiagnosticSeverity.Error)]
    [TestCase("type A (\n# [Name: B]\na: int,\n# [Name: B]\nc: int)", "VARLINK102", DiagnosticSeverity.Error)]
    [TestCase("type A (\n# [Name: ToString]\na: int)", "VARLINK102", DiagnosticSeverity.Error)]
    [TestCase("type A (\n# [Name: A]\na: int)", "VARLINK102", DiagnosticSeverity.Error)]
    [TestCase("# [Name: Value]\ntype A (a, b)", "VARLINK102", DiagnosticSeverity.Error)]
    [TestCase("type A (\n# [Name: Red]\na,\n# [Name: Red]\nb)", "VARLINK102", DiagnosticSeverity.Error)]
    [TestCase("type A (\n# [Also: a-b]\na: int)", "VARLINK103", DiagnosticSeverity.Error)]
    [TestCase("type A (\n# [Also: b]\na: int, b: int)", "VARLINK104", DiagnosticSeverity.Error)]
    [TestCase("type A (\n# [Also: x]\na: int,\n# [Also: x]\nb: int)", "VARLINK104", DiagnosticSeverity.Error)]
    [TestCase("# [Read-only]\ntype A (a: int)", "VARLINK105", DiagnosticSeverity.Warning)]
    [TestCase("# [Also: b]\ntype A (a: int)", "VARLINK105", DiagnosticSeverity.Warning)]
    [TestCase("type A (\n# [Long-running]\na: int)", "VARLINK105", DiagnosticSeverity.Warning)]
    [TestCase("# [Also flat]\nmethod M() -> (a: int)", "VARLINK105", DiagnosticSeverity.Warning)]
    [TestCase("# [Also flat]\nmethod M() -> ()", "VARLINK105", DiagnosticSeverity.Warning)]
    [TestCase("# [Also flat]\nmethod M() -> (a: (b: int), c: int)", "VARLINK105", DiagnosticSeverity.Warning)]
    [TestCase("type A (\n# [Also RFC 3339]\na: string)", "VARLINK105", DiagnosticSeverity.Warning)]
    [TestCase("# [Readonly]\nmethod M() -> ()", "VARLINK106", DiagnosticSeverity.Warning)]
    [TestCase("# [supports more flag]\nmethod M() -> ()", "VARLINK106", DiagnosticSeverity.Warning)]
    public void An_annotation_that_cannot_be_meant_is_reported(string members, string id, DiagnosticSeverity severity)
    {
        GeneratorRunResult result = Run($"interface org.example.x\n\n{members}\n");

        Assert.That(result.Diagnostics.Select(item => (item.Id, item.Severity)), Is.EqualTo(new[] { (id, severity) }));
        Assert.That(result.Diagnostics[0].Location.GetLineSpan().StartLinePosition.Line, Is.GreaterThanOrEqualTo(2));
        Assert.That(result.GeneratedSources.IsEmpty, Is.EqualTo(severity == DiagnosticSeverity.Error));
    }

    [TestCase("Name", "3 blind mice", "VARLINK111")]
    [TestCase("Name", "podman", "VARLINK111")]
    [TestCase("Generate", "Everything", "VARLINK112")]
    [TestCase("Access", "private", "VARLINK113")]
    public void Metadata_that_means_nothing_is_reported_at_the_top_of_the_file(string name, string value, string id)
    {
        GeneratorRunResult result = Run("interface org.example.x\n", (name, value));

        Assert.That(result.Diagnostics.Single().Id, Is.EqualTo(id));
        Assert.That(result.Diagnostics.Single().GetMessage(CultureInfo.InvariantCulture), Does.Contain($"\"{value}\""));
        Assert.That(Place(result.Diagnostics.Single()), Is.EqualTo("/a/x.varlink(1,1)-(1,1)"));
    }

    [Test]
    public void Two_files_that_would_be_the_same_classes_are_told_apart()
    {
        GeneratorRunResult result = GeneratorRun.Run(
            "Consumer",
            new InterfaceFile("/a/x.varlink", "interface org.example.x\nmethod A() -> ()"),
            new InterfaceFile("/b/x.varlink", "interface org.example.x\nmethod B() -> ()"),
            new InterfaceFile("/c/y.varlink", "interface org.example.y\nmethod C() -> ()"),
            new InterfaceFile("/d/x.varlink", "interface org.example.x\nmethod D() -> ()", ("Namespace", "Other")),
            new InterfaceFile("/e/x.varlink", "interface com.example.x\nmethod E() -> ()"));

        Assert.That(
            result.Diagnostics.Select(item => (item.Id, item.Location.GetLineSpan().Path)),
            Is.EqualTo(new[] { ("VARLINK114", "/b/x.varlink"), ("VARLINK114", "/e/x.varlink") }));
        Assert.That(result.Diagnostics[0].GetMessage(CultureInfo.InvariantCulture), Does.StartWith("/a/x.varlink"));
        Assert.That(
            result.GeneratedSources.Select(source => source.HintName).Where(name => name.EndsWith("Client.g.cs", StringComparison.Ordinal)),
            Is.EquivalentTo(new[]
            {
                "org.example.x/Consumer.XClient.g.cs", "org.example.x/Consumer.IXClient.g.cs", "org.example.x/Other.XClient.g.cs",
                "org.example.x/Other.IXClient.g.cs", "org.example.y/Consumer.YClient.g.cs", "org.example.y/Consumer.IYClient.g.cs",
            }));
    }

    [Test]
    public void Messages_with_braces_come_out_as_they_are()
    {
        GeneratorRunResult result = Run("interface org.example.x\n\n# [Name: {0}]\ntype T (a: int)\n");

        Assert.That(result.Diagnostics.Single().GetMessage(CultureInfo.InvariantCulture), Does.Contain("{0}"));
    }

    [Test]
    public void No_text_makes_the_generator_fail()
    {
        string text = TestFiles.Interface("org.example.nasty").GetText().ToString();
        using (Assert.EnterMultipleScope())
        {
            for (int length = 0; length < text.Length; length += 41)
            {
                Assert.That(Run(text[..length]).Exception, Is.Null, $"the first {length} characters");
                Assert.That(Run(text.Remove(length, 1)).Exception, Is.Null, $"without character {length}");
            }
        }
    }
}
