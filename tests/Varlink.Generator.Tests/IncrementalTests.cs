using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Varlink.Generator.Tests.Infrastructure;

namespace Varlink.Generator.Tests;

public class IncrementalTests
{
    private const string One = "interface org.example.one\n\nmethod Ping() -> (pong: string)\n";
    private const string Two = "interface org.example.two\n\nmethod Ping() -> (pong: string)\n";

    private static GeneratorRunResult Rerun(GeneratorDriver driver, Compilation compilation) =>
        driver.RunGenerators(compilation).GetRunResult().Results.Single();

    private static (GeneratorDriver Driver, CSharpCompilation Compilation, InterfaceFile[] Files) FirstRun()
    {
        InterfaceFile[] files = [new("/a/one.varlink", One), new("/a/two.varlink", Two)];
        CSharpCompilation compilation = GeneratorRun.Project("class User { }");
        return (GeneratorRun.Driver("Consumer", files).RunGenerators(compilation), compilation, files);
    }

    private static IncrementalStepRunReason[] Reasons(GeneratorRunResult result, string step) =>
        [.. result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason)];

    private static IncrementalStepRunReason[] OutputReasons(GeneratorRunResult result) =>
        [.. result.TrackedOutputSteps.Values.SelectMany(runs => runs).SelectMany(run => run.Outputs).Select(output => output.Reason)];

    [Test]
    public void The_first_run_makes_everything()
    {
        (GeneratorDriver driver, _, _) = FirstRun();
        GeneratorRunResult result = driver.GetRunResult().Results.Single();

        Assert.That(Reasons(result, VarlinkGenerator.ModelStep), Is.EqualTo(new[] { IncrementalStepRunReason.New, IncrementalStepRunReason.New }));
        Assert.That(OutputReasons(result), Is.EqualTo(Enumerable.Repeat(IncrementalStepRunReason.New, 5)));
    }

    [Test]
    public void An_edit_of_csharp_makes_nothing_again()
    {
        (GeneratorDriver driver, CSharpCompilation compilation, _) = FirstRun();

        GeneratorRunResult result = Rerun(driver, compilation.AddSyntaxTrees(
            CSharpSyntaxTree.ParseText("class Another { }", (CSharpParseOptions)compilation.SyntaxTrees[0].Options)));

        Assert.That(OutputReasons(result), Is.All.EqualTo(IncrementalStepRunReason.Cached));
    }

    [Test]
    public void A_file_of_another_kind_makes_nothing_again()
    {
        (GeneratorDriver driver, CSharpCompilation compilation, _) = FirstRun();

        GeneratorRunResult result = Rerun(driver.AddAdditionalTexts([new OtherFile("/a/readme.md")]), compilation);

        Assert.That(OutputReasons(result), Is.All.EqualTo(IncrementalStepRunReason.Cached));
    }

    [Test]
    public void A_file_that_was_saved_unchanged_makes_nothing_again()
    {
        (GeneratorDriver driver, CSharpCompilation compilation, InterfaceFile[] files) = FirstRun();

        GeneratorRunResult result = Rerun(driver.ReplaceAdditionalText(files[0], new InterfaceFile("/a/one.varlink", One)), compilation);

        Assert.That(Reasons(result, VarlinkGenerator.InputStep), Does.Not.Contain(IncrementalStepRunReason.Modified));
        Assert.That(OutputReasons(result), Is.All.EqualTo(IncrementalStepRunReason.Cached));
    }

    [Test]
    public void Options_that_say_the_same_make_nothing_again()
    {
        (GeneratorDriver driver, CSharpCompilation compilation, _) = FirstRun();

        GeneratorRunResult result = Rerun(driver.WithUpdatedAnalyzerConfigOptions(new ProjectOptions("Consumer")), compilation);

        Assert.That(OutputReasons(result), Is.All.EqualTo(IncrementalStepRunReason.Cached));
    }

    [Test]
    public void An_edit_of_one_interface_leaves_the_other_alone()
    {
        (GeneratorDriver driver, CSharpCompilation compilation, InterfaceFile[] files) = FirstRun();
        var edited = new InterfaceFile("/a/one.varlink", One + "method Pong() -> ()\n");

        GeneratorRunResult result = Rerun(driver.ReplaceAdditionalText(files[0], edited), compilation);

        Assert.That(
            Reasons(result, VarlinkGenerator.ModelStep),
            Is.EqualTo(new[] { IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached }));
        Assert.That(OutputReasons(result).Count(reason => reason == IncrementalStepRunReason.Modified), Is.EqualTo(1));
        Assert.That(result.GeneratedSources.Single(source => source.HintName.EndsWith("IOneClient.g.cs", StringComparison.Ordinal)).SourceText.ToString(), Does.Contain("PongAsync"));
    }

    [Test]
    public void An_edit_that_changes_a_warning_only_makes_no_code_again()
    {
        const string Warned = "# [Read-only]\ninterface org.example.one\n";
        var file = new InterfaceFile("/a/one.varlink", Warned);
        CSharpCompilation compilation = GeneratorRun.Project();
        GeneratorDriver driver = GeneratorRun.Driver("Consumer", file).RunGenerators(compilation);

        GeneratorRunResult result = Rerun(
            driver.ReplaceAdditionalText(file, new InterfaceFile("/b/one.varlink", Warned)), compilation);

        Assert.That(Reasons(result, VarlinkGenerator.ModelStep), Does.Not.Contain(IncrementalStepRunReason.Modified));
        Assert.That(Reasons(result, VarlinkGenerator.DiagnosticsStep), Is.EqualTo(new[] { IncrementalStepRunReason.Modified }));
    }

    [Test]
    public void A_change_of_the_root_namespace_makes_the_code_again()
    {
        (GeneratorDriver driver, CSharpCompilation compilation, _) = FirstRun();

        GeneratorRunResult result = Rerun(driver.WithUpdatedAnalyzerConfigOptions(new ProjectOptions("Renamed")), compilation);

        Assert.That(result.GeneratedSources, Is.All.Matches<GeneratedSourceResult>(
            source => source.SourceText.ToString().Contains("namespace Renamed;", StringComparison.Ordinal)));
    }

    [Test]
    public void No_step_holds_on_to_the_compiler()
    {
        (GeneratorDriver driver, _, _) = FirstRun();
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        string[] steps = [VarlinkGenerator.InputStep, VarlinkGenerator.ReadStep, VarlinkGenerator.ModelStep, VarlinkGenerator.DiagnosticsStep,
            VarlinkGenerator.NamesakesStep];

        foreach (object value in steps.SelectMany(step => result.TrackedSteps[step]).SelectMany(run => run.Outputs).Select(output => output.Value))
        {
            ObjectGraph.AssertPlain(value);
        }
    }

    private sealed class OtherFile(string path) : AdditionalText
    {
        public override string Path { get; } = path;

        public override Microsoft.CodeAnalysis.Text.SourceText GetText(CancellationToken cancellationToken = default) =>
            Microsoft.CodeAnalysis.Text.SourceText.From("text");
    }
}
