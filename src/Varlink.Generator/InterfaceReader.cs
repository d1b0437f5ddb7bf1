using Microsoft.CodeAnalysis.Text;
using Varlink.CodeGeneration;
using Varlink.CodeGeneration.Model;
using Varlink.Idl;
using Varlink.Idl.Diagnostics;
using Varlink.Idl.Syntax;

namespace Varlink.Generator;

/// <summary>What became of an interface: a model unless something is wrong, and what is wrong.</summary>
internal sealed record ReadInterface(string Path, InterfaceModel? Model, SyntaxList<FileDiagnostic> Diagnostics);

/// <summary>Reads an interface as far as its model.</summary>
internal static class InterfaceReader
{
    public static ReadInterface Read(InterfaceInput input)
    {
        var diagnostics = new List<GenerationDiagnostic>();
        GenerationOptions options = OptionsReader.Read(input, diagnostics);
        ParseResult parsed = IdlParser.Parse(input.Text);
        diagnostics.AddRange(parsed.Diagnostics.Select(
            item => new GenerationDiagnostic(item.Id, item.Severity == IdlSeverity.Error, item.Message, item.Span)));
        InterfaceModel? model = null;
        if (parsed.Interface is { } syntax)
        {
            (model, SyntaxList<GenerationDiagnostic> found) = CodeGenerator.BuildModel(syntax, input.Text, options);
            diagnostics.AddRange(found);
        }

        SourceText lines = SourceText.From(input.Text);
        return new ReadInterface(
            input.Path,
            diagnostics.Exists(item => item.IsError) ? null : model,
            SyntaxList<FileDiagnostic>.From(diagnostics.Select(item => FileDiagnostic.From(item, input.Path, lines))));
    }
}
