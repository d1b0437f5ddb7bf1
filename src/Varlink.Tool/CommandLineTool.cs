using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Varlink.Tool.Commands;
using Varlink.Tool.Completion;
using Varlink.Tool.Terminal;

namespace Varlink.Tool;

/// <summary>The whole program, without the process around it.</summary>
internal static class CommandLineTool
{
    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">What stands behind the name of the program.</param>
    /// <param name="console">Where it reads and writes.</param>
    /// <param name="cancellationToken">Ends it early, as Ctrl-C does.</param>
    /// <returns>One of <see cref="ExitStatus"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, IToolConsole console, CancellationToken cancellationToken = default)
    {
        // @FILE means parameters from a file here, not more command line.
        ParseResult parsed = CreateRoot(console).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        InvocationConfiguration configuration = new()
        {
            Output = console.Out,
            Error = console.Error,
            EnableDefaultExceptionHandler = false,

            // Signals are the program's business: whoever calls this cancels.
            ProcessTerminationTimeout = null,
        };
        if (parsed.Action is ParseErrorAction)
        {
            // The mistake is what one must see, and a page of help would push it out of sight; and nothing of it belongs to standard output.
            foreach (ParseError error in parsed.Errors)
            {
                await console.Error.WriteLineAsync(error.Message);
            }

            string command = parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
            await console.Error.WriteLineAsync($"'varlink {command}--help' shows the usage.");
            return ExitStatus.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (Exception e) when (Failure.Of(e) is { } failure)
        {
            if (failure.Text.Length > 0)
            {
                await console.Error.WriteLineAsync(failure.Text);
            }

            return failure.Status;
        }
    }

    /// <summary>All commands, with their help.</summary>
    public static RootCommand CreateRoot(IToolConsole console)
    {
        RootCommand root = new("Calls any varlink service, and works on .varlink files.")
        {
            new InfoCommand(console),
            new ListInterfacesCommand(console),
            new HelpCommand(console),
            new CallCommand(console),
            new ValidateCommand(console),
            new FormatCommand(console),
            new GenerateCommand(console),
            new BridgeCommand(console),
            new DiffCommand(console),
            new CompletionCommand(console),
        };
        foreach (HelpOption help in root.Options.OfType<HelpOption>())
        {
            help.Action = new ExamplesHelp((HelpAction)help.Action!);
        }

        foreach (SuggestDirective suggest in root.Directives.OfType<SuggestDirective>())
        {
            suggest.Action = new Suggestions(suggest);
        }

        return root;
    }
}
