using Microsoft.CodeAnalysis.Text;
using Varlink.CodeGeneration;
using Varlink.CodeGeneration.Diagnostics;
using Varlink.CodeGeneration.Model;
using Varlink.Idl;
using Varlink.Idl.Syntax;

namespace Varlink.Generator;

/// <summary>What became of an interface: a model unless something is wrong, and what is wrong.</summary>
internal sealed record ReadInterface(string Path, InterfaceModel? Model, SyntaxList<FileDiagnostic> Diagnostics);

/// <summary>Reads an interface as far as its model.</summary>
internal static class InterfaceReader
{
    public static ReadInterface Read(InterfaceInput input)
    {
        SourceText lines = SourceText.From(input.Text);
        var generation = new List<GenerationDiagnostic>();
        GenerationOptions options = OptionsReader.Read(input, generation);
        ParseResult parsed = IdlParser.Parse(input.Text);
        InterfaceModel? model = null;
        if (parsed.Interface is { } syntax)
        {
            (model, SyntaxList<GenerationDiagnostic> found) = CodeGenerator.BuildModel(syntax, input.Text, options);
            generation.AddRange(found);
        }

        return new ReadInterface(
            input.Path,
            generation.Exists(item => item.Kind.IsError) ? null : model,
            SyntaxList<FileDiagnostic>.From([
                .. parsed.Diagnostics.Select(item => FileDiagnostic.From(item, input.Path, lines)),
                .. generation.Select(item => FileDiagnostic.From(item, input.Path, lines)),
            ]));
    }
}
