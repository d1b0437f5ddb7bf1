using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Varlink.CodeGeneration;
using Namesakes = Varlink.Idl.Syntax.SyntaxList<Varlink.Generator.Namesake>;

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

    /// <summary>Tracking name of the step that finds files that would be turned into the same classes.</summary>
    public const string NamesakesStep = "Varlink.Namesakes";

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

        // The names of the classes are all that is ever looked at across files. Edits seldom change them, and while nothing is twice there
        // the outcome is the same empty list: no file is made again because of another one.
        IncrementalValueProvider<Namesakes> namesakes = interfaces
            .Where(read => read.Model is not null)
            .Select((read, _) => ClassNames.Of(read))
            .Collect()
            .Select((all, _) => Namesake.Find(all))
            .WithTrackingName(NamesakesStep);
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
            namesakes,
            (production, found) =>
            {
                foreach (Namesake namesake in found)
                {
                    production.ReportDiagnostic(namesake.ToDiagnostic().ToDiagnostic());
                }
            });
        context.RegisterSourceOutput(
            interfaces
                .Combine(namesakes)
                .Where(pair => pair.Left.Model is not null && !pair.Right.Any(namesake => namesake.Names.Path == pair.Left.Path))
                .Select((pair, _) => pair.Left.Model!)
                .WithTrackingName(ModelStep),
            (production, model) =>
            {
                foreach (GeneratedFile file in CodeGenerator.Emit(model))
                {
                    production.AddSource(file.Name, SourceText.From(file.Text, Utf8));
                }
            });
    }
}
