using System.Text;
using Podman.Testing.Programs.BuiltIn;

namespace Podman.Testing.Programs.Shell;

/// <summary>Runs one simple command: a function, one of the shell's own commands, or a program.</summary>
internal readonly struct ShellCommandRunner(ShellInterpreter shell)
{
    private readonly ShellInterpreter _shell = shell;

    public async ValueTask<int> RunAsync(SimpleCommand command, ProcessStreams streams)
    {
        ShellState state = _shell.State;
        WordExpander expander = _shell.Expander(streams);
        state.LastStatus = command.Words.Count == 0 ? 0 : state.LastStatus;
        List<string> words = await expander.ExpandAsync(command.Words).ConfigureAwait(false);
        var assignments = new List<(string Name, string Value)>();
        foreach (Assignment assignment in command.Assignments)
        {
            assignments.Add((assignment.Name, await expander.ExpandOneAsync(assignment.Value).ConfigureAwait(false)));
        }

        await TraceAsync(words, assignments, streams).ConfigureAwait(false);
        ProcessStreams redirected = await ShellRedirector.ApplyAsync(_shell, command.Redirections, streams).ConfigureAwait(false);
        if (words.Count == 0)
        {
            assignments.ForEach(a => state.Set(a.Name, a.Value));
            return state.LastStatus;
        }

        return await DispatchAsync(words, assignments, redirected).ConfigureAwait(false);
    }

    private async ValueTask<int> DispatchAsync(List<string> words, List<(string Name, string Value)> assignments, ProcessStreams streams)
    {
        ShellState state = _shell.State;
        if (state.Functions.TryGetValue(words[0], out ShellNode? function))
        {
            assignments.ForEach(a => state.Set(a.Name, a.Value));
            return await _shell.CallAsync(function, [.. words.Skip(1)], streams).ConfigureAwait(false);
        }

        if (ShellBuiltIns.Find(words[0]) is { } builtIn)
        {
            assignments.ForEach(a => state.Set(a.Name, a.Value));
            return await builtIn(_shell, words, streams).ConfigureAwait(false);
        }

        if (ShellBuiltIns.Programs.Contains(words[0]) && BuiltInPrograms.All.TryGetValue(words[0], out ContainerProgram? own))
        {
            return await _shell.Process.Space.RunInsideAsync(_shell.Process, own, words, state.WorkingDirectory, streams).ConfigureAwait(false);
        }

        var environment = new Dictionary<string, string>(state.Environment, StringComparer.Ordinal);
        foreach ((string name, string value) in assignments)
        {
            environment[name] = value;
        }

        return await SpawnAsync(words, environment, streams).ConfigureAwait(false);
    }

    private async ValueTask<int> SpawnAsync(List<string> words, Dictionary<string, string> environment, ProcessStreams streams)
    {
        ProcessSpace space = _shell.Process.Space;
        string directory = _shell.State.WorkingDirectory;
        ProgramLookup lookup = space.Programs.FindForShell(space.Files, words, environment, directory);
        if (lookup.Program is null)
        {
            await _shell.WriteErrorAsync(streams, $"{words[0]}: {(lookup.IsMissing ? "not found" : "Permission denied")}").ConfigureAwait(false);
        }

        Task<int> running = space.SpawnAsync(_shell.Process, words, environment, directory, streams);
        if (_shell.Prompt?.IsInterrupted == true)
        {
            // Ctrl-C came before the program was there to hear of it.
            space.SignalChildren(_shell.Process, Signals.Int);
        }

        return await running.ConfigureAwait(false);
    }

    private ValueTask TraceAsync(List<string> words, List<(string Name, string Value)> assignments, ProcessStreams streams)
    {
        if (!_shell.State.Traces || words.Count + assignments.Count == 0)
        {
            return ValueTask.CompletedTask;
        }

        IEnumerable<string> all = assignments.Select(a => $"{a.Name}={a.Value}").Concat(words);
        return streams.Error.WriteAsync(Encoding.UTF8.GetBytes($"+ {string.Join(' ', all)}\n"));
    }
}
