using System.CommandLine;
using System.Text.RegularExpressions;
using Podctl.Commands;
using Podctl.Engines;
using Podctl.Output;

namespace Podctl;

/// <summary>The commands, and what becomes of their failures.</summary>
internal static partial class CommandLine
{
    /// <summary>EPIPE: the reader of the output has gone.</summary>
    private const int BrokenPipe = 32;

    /// <summary>Runs what was typed.</summary>
    /// <returns>The exit status: see <see cref="ExitStatus"/>.</returns>
    public static async Task<int> RunAsync(string[] args, Shell shell, CancellationToken cancellationToken)
    {
        ParseResult parsed = Create(shell).Parse(args);
        if (parsed.Errors is [.., var error])
        {
            shell.Fail($"{Failure.OneLine(WithoutType(error.Message))} '{NameOf(parsed)} --help' tells what it takes.");
            return ExitStatus.Usage;
        }

        // Failures and Ctrl-C are the program's own business here.
        var invocation = new InvocationConfiguration
        {
            Output = shell.Out,
            Error = shell.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            return await parsed.InvokeAsync(invocation, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitStatus.Interrupted;
        }
        catch (IOException e) when (e.HResult == BrokenPipe)
        {
            return ExitStatus.OutputClosed;
        }
        catch (Exception e) when (Failure.Describe(e) is { } failure)
        {
            shell.Fail(failure.Text);
            return failure.ExitStatus;
        }
    }

    private static RootCommand Create(Shell shell)
    {
        var engine = new EngineOptions();
        return new RootCommand("Drives Podman, or an engine in this process, over io.podman.")
        {
            engine.Engine,
            engine.Address,
            PsCommand.Create(shell, engine),
            ImagesCommand.Create(shell, engine),
            InfoCommand.Create(shell, engine),
            InspectCommand.Create(shell, engine),
            StartCommand.Create(shell, engine),
            StopCommand.Create(shell, engine),
            KillCommand.Create(shell, engine),
            PauseCommand.Create(shell, engine),
            RmCommand.Create(shell, engine),
            WaitCommand.Create(shell, engine),
            RunCommand.Create(shell, engine),
            LogsCommand.Create(shell, engine),
            AttachCommand.Create(shell, engine),
            TopCommand.Create(shell, engine),
            PullCommand.Create(shell, engine),
            BuildCommand.Create(shell, engine),
            ServeCommand.Create(shell, engine),
        };
    }

    /// <summary>What a value is called in .NET tells nobody what to type.</summary>
    private static string WithoutType(string message) => TypeName().Replace(message, "");

    [GeneratedRegex(@" as expected type '[^']*'")]
    private static partial Regex TypeName();

    private static string NameOf(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "podctl" : $"podctl {parsed.CommandResult.Command.Name}";
}
