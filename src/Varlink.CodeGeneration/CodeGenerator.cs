using Varlink.CodeGeneration.Building;
using Varlink.CodeGeneration.Diagnostics;
using Varlink.CodeGeneration.Emit;
using Varlink.CodeGeneration.Model;
using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration;

/// <summary>Turns interfaces into C#.</summary>
public static class CodeGenerator
{
    /// <summary>Works out everything that the generated code will say.</summary>
    /// <param name="syntax">The interface.</param>
    /// <param name="description">Its source text, which services give out verbatim.</param>
    /// <param name="options">What the consuming project says about it.</param>
    /// <returns>The model, or null where a diagnostic is an error; and the diagnostics, in the order of the text.</returns>
    public static (InterfaceModel? Model, SyntaxList<GenerationDiagnostic> Diagnostics) BuildModel(
        InterfaceSyntax syntax, string description, GenerationOptions options) => new ModelBuilder(syntax, description, options).Build();

    /// <summary>Writes the C# files of an interface.</summary>
    /// <param name="model">The interface.</param>
    /// <returns>The files.</returns>
    public static SyntaxList<GeneratedFile> Emit(InterfaceModel model) => InterfaceEmitter.Emit(model);
}
