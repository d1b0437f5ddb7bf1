using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Varlink.CodeGeneration;

namespace Varlink.Generator;

/// <summary>
/// Generates C# from the interfaces of a project. Every file is on its own from end to end, so an edit of one, or of any C#, leaves the
/// others alone; every step gives a value that is compared by what it says, so a step whose outcome is the same ends the work there.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class VarlinkGenerator : IIncrementalGenerator
{
    /// <summary>Tracking name of the step that finds the interfaces of a project.</summary>
    public const string InputStep = "Varlink.Input";

    /// <summary>Tracking name of the step that reads an interface.</summary>
    public const string ReadStep = "Varlink.Read";

    /// <summary>Tracking name of the step that has all that is needed to write C#.</summary>
    public const string ModelStep = "Varlink.Model";

    /// <summary>Tracking name of the step that has all that is wrong with an interface.</summary>
    public const string DiagnosticsStep = "Varlink.Diagnostics";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ReadInterface> interfaces = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select((pair, cancellationToken) => InterfaceInput.Read(pair.Left, pair.Right, cancellationToken))
            .Where(input => input is not null)
            .WithTrackingName(InputStep)
            .Select((input, _) => InterfaceReader.Read(input!))
            .WithTrackingName(ReadStep);
        context.RegisterSourceOutput(
            interfaces.Select((read, _) => read.Diagnostics).WithTrackingName(DiagnosticsStep),
            (production, diagnostics) =>
            {
                foreach (FileDiagnostic diagnostic in diagnostics)
                {
                    production.ReportDiagnostic(diagnostic.ToDiagnostic());
                }
            });
        context.RegisterSourceOutput(
            interfaces.Select((read, _) => read.Model).Where(model => model is not null).WithTrackingName(ModelStep),
            (production, model) =>
            {
                foreach (GeneratedFile file in CodeGenerator.Emit(model!))
                {
                    production.AddSource(file.Name, SourceText.From(file.Text, Utf8));
                }
            });
    }
}
