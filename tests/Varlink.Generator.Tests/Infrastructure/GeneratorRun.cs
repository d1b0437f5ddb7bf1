using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Varlink.Generator.Tests.Infrastructure;

/// <summary>Runs the generator in memory, as the compiler would.</summary>
internal static class GeneratorRun
{
    private static readonly CSharpParseOptions ParseOptions =
        CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Default).WithDocumentationMode(DocumentationMode.Diagnose);

    /// <summary>A project with nothing but some C#, against .NET 10 and the runtime of this repository.</summary>
    public static CSharpCompilation Project(params string[] sources) => CSharpCompilation.Create(
        "Consumer",
        sources.Select(source => CSharpSyntaxTree.ParseText(source, ParseOptions)),
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(VarlinkRuntime).Assembly.Location)],
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));

    /// <summary>A driver that has seen nothing yet.</summary>
    public static GeneratorDriver Driver(string? rootNamespace, params AdditionalText[] files) => CSharpGeneratorDriver.Create(
        [new VarlinkGenerator().AsSourceGenerator()],
        files,
        ParseOptions,
        new ProjectOptions(rootNamespace),
        new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Runs a fresh driver over an empty project.</summary>
    public static GeneratorRunResult Run(string? rootNamespace, params AdditionalText[] files) =>
        Driver(rootNamespace, files).RunGenerators(Project()).GetRunResult().Results.Single();

    /// <summary>Generates, compiles, and gives everything that the compiler says about it beyond hints.</summary>
    public static (Compilation Compilation, IReadOnlyList<Diagnostic> Complaints) Compile(
        string? rootNamespace, AdditionalText[] files, params string[] sources)
    {
        Driver(rootNamespace, files).RunGeneratorsAndUpdateCompilation(
            Project(sources), out Compilation compilation, out var generatorDiagnostics);
        return (compilation, [.. generatorDiagnostics.Concat(compilation.GetDiagnostics()).Where(item => item.Severity > DiagnosticSeverity.Info)]);
    }
}
