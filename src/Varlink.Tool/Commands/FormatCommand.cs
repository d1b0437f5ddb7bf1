using System.CommandLine;
using Varlink.Idl.Formatting;
using Varlink.Tool.Files;
using Varlink.Tool.Terminal;

namespace Varlink.Tool.Commands;

/// <summary><c>varlink format FILE...</c>.</summary>
internal sealed class FormatCommand : ToolCommand
{
    private readonly Argument<string[]> _files = new("FILE") { Arity = ArgumentArity.OneOrMore, Description = "The files." };
    private readonly Option<bool> _check = new("--check") { Arity = ArgumentArity.Zero, Description = "Change nothing; print the files that are not formatted, and exit 1 if there are any." };
    private readonly Option<bool> _write = new("--write") { Arity = ArgumentArity.Zero, Description = "Write the files that change, and print their names." };

    public FormatCommand(IToolConsole console)
        : base("format", "Print .varlink files in the canonical style, comments included. A file with errors is left as it is, with status 1.", console)
    {
        Add(_files);
        Add(_check);
        Add(_write);
        Validators.Add(result =>
        {
            bool check = result.GetValue(_check), write = result.GetValue(_write);
            if (check && write)
            {
                result.AddError("Give --check or --write, not both.");
            }
            else if (!check && !write && result.GetValue(_files) is { Length: > 1 })
            {
                result.AddError("Only one file can be printed. Give --write to format all of them, or --check to see which are not formatted.");
            }
        });
        SetAction(RunAsync);
    }

    public override IReadOnlyList<string> Examples =>
        ["varlink format org.example.kettle.varlink", "varlink format --write *.varlink", "varlink format --check *.varlink"];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        bool check = parsed.GetValue(_check), write = parsed.GetValue(_write);
        int status = ExitStatus.Success;
        foreach (string path in parsed.GetRequiredValue(_files))
        {
            InterfaceFile file = await InterfaceFile.ReadAsync(path, cancellationToken);
            if (file.Parsed.Interface is not { } tree)
            {
                foreach (string line in FileDiagnostics.OfLanguage(file))
                {
                    await Terminal.Error.WriteLineAsync(line);
                }

                status = ExitStatus.Failed;
                continue;
            }

            string text = IdlFormatter.Format(tree);
            if (!check && !write)
            {
                await Terminal.Out.WriteAsync(Shown(text));
            }
            else if (text != file.Text)
            {
                if (write)
                {
                    await InterfaceFile.WriteAsync(path, text, cancellationToken);
                }
                else
                {
                    status = ExitStatus.Failed;
                }

                await Terminal.Out.WriteLineAsync(path);
            }
        }

        return status;
    }
}
