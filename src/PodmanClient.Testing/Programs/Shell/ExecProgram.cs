namespace Podman.Testing.Programs.Shell;

/// <summary>Replaces a shell by a program: <c>exec</c>.</summary>
internal static class ExecProgram
{
    public static async ValueTask<int> RunAsync(ShellInterpreter shell, IReadOnlyList<string> words, ProcessStreams streams)
    {
        ProcessSpace space = shell.Process.Space;
        ProgramLookup lookup = space.Programs.FindForShell(space.Files, words, shell.State.Environment, shell.State.WorkingDirectory);
        if (lookup.Program is not { } program)
        {
            await shell.WriteErrorAsync(streams, $"exec: {words[0]}: not found").ConfigureAwait(false);
            return lookup.IsMissing ? 127 : 126;
        }

        return await space.ReplaceAsync(shell.Process, program, lookup.Arguments, shell.State.Environment, shell.State.WorkingDirectory, streams)
            .ConfigureAwait(false);
    }
}
