using Podman.Testing.FileSystem;

namespace Podman.Testing.Programs.Shell;

/// <summary>The program <c>sh</c>: <c>sh -c script [name arguments]</c>, <c>sh file arguments</c>, or commands from its input.</summary>
internal static class ShellProgram
{
    public static async Task<int> RunAsync(ContainerProcess process)
    {
        var state = new ShellState(process.Environment) { WorkingDirectory = process.WorkingDirectory, Name = process.Arguments[0] };
        int index = 1;
        bool takesScript = false;
        for (; index < process.Arguments.Count && process.Arguments[index] is ['-' or '+', _, ..]; index++)
        {
            ShellOptions.Apply(state, process.Arguments[index]);
            takesScript |= process.Arguments[index].StartsWith('-') && process.Arguments[index].Contains('c', StringComparison.Ordinal);
        }

        IReadOnlyList<string> rest = [.. process.Arguments.Skip(index)];
        bool isAtTerminal = !takesScript && rest.Count == 0 && process.Streams.IsTerminal;
        var shell = new ShellInterpreter(process, state) { Prompt = isAtTerminal ? new ShellPrompt(process, state) : null };
        try
        {
            return takesScript ? await RunScriptAsync(shell, rest).ConfigureAwait(false)
                : rest.Count > 0 ? await RunFileAsync(shell, rest).ConfigureAwait(false)
                : await RunInputAsync(shell).ConfigureAwait(false);
        }
        catch (ShellSyntaxException e)
        {
            await shell.WriteErrorAsync(process.Streams, e.Message).ConfigureAwait(false);
            return 2;
        }
    }

    private static ValueTask<int> RunScriptAsync(ShellInterpreter shell, IReadOnlyList<string> rest)
    {
        if (rest.Count == 0)
        {
            throw new ShellSyntaxException("-c requires an argument");
        }

        shell.State.Name = rest.ElementAtOrDefault(1) ?? shell.State.Name;
        shell.State.Parameters = [.. rest.Skip(2)];
        return shell.RunToExitAsync(ShellParser.Parse(rest[0]));
    }

    private static async ValueTask<int> RunFileAsync(ShellInterpreter shell, IReadOnlyList<string> rest)
    {
        if (shell.Process.Files.Find(shell.Process.FullPath(rest[0])) is not FileNode file)
        {
            await shell.WriteErrorAsync(shell.Process.Streams, $"can't open '{rest[0]}': No such file or directory").ConfigureAwait(false);
            return 2;
        }

        shell.State.Name = rest[0];
        shell.State.Parameters = [.. rest.Skip(1)];
        return await shell.RunToExitAsync(ShellParser.Parse(Logs.LogText.Decode(file.Content.Span))).ConfigureAwait(false);
    }

    /// <summary>Runs each command as soon as it is complete, so that a shell that somebody is attached to answers.</summary>
    private static async ValueTask<int> RunInputAsync(ShellInterpreter shell)
    {
        string pending = "";
        bool isWhole = true;
        while (isWhole)
        {
            try
            {
                (string line, isWhole) = await ReadAsync(shell, isContinued: pending.Length > 0).ConfigureAwait(false);
                pending += line + "\n";
                if (string.IsNullOrWhiteSpace(pending))
                {
                    // Not a command that succeeded: $? stays, and is what the shell ends with.
                    pending = "";
                    continue;
                }

                ShellNode command = ShellParser.Parse(pending);
                pending = "";
                await shell.ExecuteAsync(command, shell.Process.Streams).ConfigureAwait(false);
            }
            catch (ShellSyntaxException e) when (!e.IsIncomplete || !isWhole)
            {
                pending = "";
                shell.State.LastStatus = 2;
                await shell.WriteErrorAsync(shell.Process.Streams, e.Message).ConfigureAwait(false);
            }
            catch (ShellSyntaxException)
            {
                // More lines belong to it.
            }
            catch (ShellInterrupt)
            {
                pending = "";
                shell.State.LastStatus = 128 + Signals.Int;
            }
            catch (ShellExit exit)
            {
                return await shell.FinishAsync(exit.Status).ConfigureAwait(false);
            }
        }

        return await shell.FinishAsync(shell.State.LastStatus).ConfigureAwait(false);
    }

    private static ValueTask<(string Line, bool IsWhole)> ReadAsync(ShellInterpreter shell, bool isContinued) =>
        shell.Prompt?.ReadLineAsync(isContinued) ?? LineInput.ReadAsync(shell.Process.Streams.Input, shell.Process.Killed);
}
