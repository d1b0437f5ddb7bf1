using System.CommandLine;
using Varlink.CodeGeneration;
using Varlink.CodeGeneration.Diagnostics;
using Varlink.CodeGeneration.Model;
using Varlink.Idl.Syntax;
using Varlink.Tool.Files;
using Varlink.Tool.Terminal;

namespace Varlink.Tool.Commands;

/// <summary><c>varlink generate FILE --namespace N --output DIR</c>.</summary>
internal sealed class GenerateCommand : ToolCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "The .varlink file." };
    private readonly Option<string> _namespace = new("--namespace") { HelpName = "N", Required = true, Description = "The namespace of the code." };
    private readonly Option<string> _output = new("--output") { HelpName = "DIR", Required = true, Description = "The folder to write to; it is made where needed." };
    private readonly Option<string?> _name = new("--name") { Description = "What the names of the classes begin with. Default: the last label of the interface's name." };
    private readonly Option<string> _sides = new("--generate") { DefaultValueFactory = _ => "Both", Description = "Which sides to generate." };
    private readonly Option<string> _access = new("--access") { DefaultValueFactory = _ => "public", Description = "Who may use the types." };

    public GenerateCommand(IToolConsole console)
        : base("generate", "Write the C# that the source generator makes of a .varlink file, for projects that check generated code in.", console)
    {
        _sides.AcceptOnlyFromAmong("Client", "Server", "Both");
        _access.AcceptOnlyFromAmong("public", "internal");
        Add(_file);
        Add(_namespace);
        Add(_output);
        Add(_name);
        Add(_sides);
        Add(_access);
        Validators.Add(result =>
        {
            if (result.GetValue(_name) is { } name && !CSharpName.IsValid(name))
            {
                result.AddError($"'{name}' is no name that C# can use: write a capital followed by letters and digits.");
            }
        });
        SetAction(RunAsync);
    }

    public override IReadOnlyList<string> Examples =>
        ["varlink generate org.example.kettle.varlink --namespace Example.Kettle --output Generated"];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        InterfaceFile file = await InterfaceFile.ReadAsync(parsed.GetRequiredValue(_file), cancellationToken);
        await PrintAsync(FileDiagnostics.OfLanguage(file));
        if (file.Parsed.Interface is not { } tree)
        {
            return ExitStatus.Failed;
        }

        GenerationOptions options = new(
            parsed.GetValue(_namespace),
            parsed.GetValue(_name),
            Enum.Parse<GenerationTargets>(parsed.GetRequiredValue(_sides)),
            IsInternal: parsed.GetValue(_access) == "internal");
        (InterfaceModel? model, SyntaxList<GenerationDiagnostic> found) = CodeGenerator.BuildModel(tree, file.Text, options);
        await PrintAsync(FileDiagnostics.OfGeneration(file, found));
        if (model is null)
        {
            return ExitStatus.Failed;
        }

        foreach (GeneratedFile generated in CodeGenerator.Emit(model))
        {
            string path = Path.Combine(parsed.GetRequiredValue(_output), generated.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            await InterfaceFile.WriteAsync(path, generated.Text, cancellationToken);
            await Terminal.Out.WriteLineAsync(path);
        }

        return ExitStatus.Success;
    }

    private async Task PrintAsync(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            await Terminal.Error.WriteLineAsync(line);
        }
    }
}
