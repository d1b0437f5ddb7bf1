using System.CommandLine;
using Varlink.Tool.Files;
using Varlink.Tool.Terminal;

namespace Varlink.Tool.Commands;

/// <summary><c>varlink validate FILE...</c>.</summary>
internal sealed class ValidateCommand : ToolCommand
{
    public ValidateCommand(IToolConsole console)
        : base("validate", "Print all errors and warnings of .varlink files, as file(line,column): error ID: text.", console)
    {
        Argument<string[]> files = new("FILE") { Arity = ArgumentArity.OneOrMore, Description = "The files." };
        Add(files);
        SetAction((parsed, cancellationToken) => RunAsync(parsed.GetRequiredValue(files), cancellationToken));
    }

    public override IReadOnlyList<string> Examples => ["varlink validate *.varlink"];

    private async Task<int> RunAsync(string[] paths, CancellationToken cancellationToken)
    {
        int status = ExitStatus.Success;
        foreach (string path in paths)
        {
            IReadOnlyList<string> lines;
            bool hasErrors;
            try
            {
                (lines, hasErrors) = FileDiagnostics.Of(await InterfaceFile.ReadAsync(path, cancellationToken));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The other files are looked at all the same.
                await Terminal.Error.WriteLineAsync(e.Message);
                status = ExitStatus.Failed;
                continue;
            }

            foreach (string line in lines)
            {
                await Terminal.Out.WriteLineAsync(Shown(line));
            }

            status = hasErrors ? ExitStatus.Failed : status;
        }

        return status;
    }
}
