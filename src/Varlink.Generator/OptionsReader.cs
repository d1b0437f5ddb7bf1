using Varlink.CodeGeneration;
using Varlink.CodeGeneration.Diagnostics;
using Varlink.CodeGeneration.Naming;
using Varlink.Idl.Syntax;

namespace Varlink.Generator;

/// <summary>Reads the metadata of a <c>Varlink</c> item.</summary>
internal static class OptionsReader
{
    private static readonly TextSpan TopOfFile = new(0, 0, 1, 1);

    /// <summary>Reads the metadata, and adds what is wrong with it to the diagnostics.</summary>
    public static GenerationOptions Read(InterfaceInput input, List<GenerationDiagnostic> diagnostics)
    {
        if (input.Name.Length > 0 && !Identifiers.IsValid(input.Name))
        {
            diagnostics.Add(new GenerationDiagnostic(
                GenerationDiagnosticKinds.InvalidName,
                $"Name=\"{input.Name}\" of the Varlink item is no name that C# can use: write a capital followed by letters and digits",
                TopOfFile));
        }

        GenerationTargets? targets = input.Generate.ToUpperInvariant() switch
        {
            "" or "BOTH" => GenerationTargets.Both,
            "CLIENT" => GenerationTargets.Client,
            "SERVER" => GenerationTargets.Server,
            _ => null,
        };
        if (targets is null)
        {
            diagnostics.Add(new GenerationDiagnostic(
                GenerationDiagnosticKinds.InvalidGenerate,
                $"Generate=\"{input.Generate}\" of the Varlink item means nothing: write Client, Server or Both",
                TopOfFile));
        }

        bool? isInternal = input.Access.ToUpperInvariant() switch
        {
            "" or "PUBLIC" => false,
            "INTERNAL" => true,
            _ => null,
        };
        if (isInternal is null)
        {
            diagnostics.Add(new GenerationDiagnostic(
                GenerationDiagnosticKinds.InvalidAccess,
                $"Access=\"{input.Access}\" of the Varlink item means nothing: write public or internal",
                TopOfFile));
        }

        return new GenerationOptions(input.Namespace, input.Name, targets ?? GenerationTargets.Both, isInternal ?? false);
    }
}
