using System.Globalization;
using System.Text;
using Podman.Testing.FileSystem;

namespace Podman.Testing.Programs.Shell;

/// <summary>The commands that change the shell itself, and so cannot be programs.</summary>
internal static class ShellBuiltIns
{
    public delegate ValueTask<int> Command(ShellInterpreter shell, IReadOnlyList<string> words, ProcessStreams streams);

    /// <summary>Programs that a shell has inside, so that they need no file in the container.</summary>
    public static readonly IReadOnlySet<string> Programs =
        new HashSet<string>(StringComparer.Ordinal) { "echo", "printf", "true", "false", "test", "[" };

    private static readonly Dictionary<string, Command> Commands = new(StringComparer.Ordinal)
    {
        [":"] = static (_, _, _) => ValueTask.FromResult(0),
        ["exit"] = static (shell, words, _) => throw new ShellExit(StatusOf(shell, words) & 0xFF),
        ["return"] = static (shell, words, _) => throw new ShellReturn(StatusOf(shell, words) & 0xFF),
        ["break"] = static (_, words, _) => throw new ShellLoopJump(LevelsOf(words), isContinue: false),
        ["continue"] = static (_, words, _) => throw new ShellLoopJump(LevelsOf(words), isContinue: true),
        ["cd"] = ChangeDirectoryAsync,
        ["pwd"] = static (shell, _, streams) => WriteAsync(streams.Output, shell.State.WorkingDirectory + "\n"),
        ["export"] = static (shell, words, _) => Declare(shell, words, isExport: true),
        ["local"] = static (shell, words, _) => Declare(shell, words, isExport: false),
        ["unset"] = Unset,
        ["set"] = Set,
        ["shift"] = Shift,
        ["read"] = ReadAsync,
        ["trap"] = Trap,
        ["eval"] = static (shell, words, streams) =>
            shell.ExecuteAsync(ShellParser.Parse(string.Join(' ', words.Skip(1))), streams),
        ["."] = SourceAsync,
        ["exec"] = ExecAsync,
        ["wait"] = WaitAsync,
        ["kill"] = KillAsync,
        ["command"] = CommandAsync,
        ["umask"] = static (_, words, streams) => words.Count > 1 ? ValueTask.FromResult(0) : WriteAsync(streams.Output, "0022\n"),
    };

    public static Command? Find(string name) => Commands.GetValueOrDefault(name);

    private static int StatusOf(ShellInterpreter shell, IReadOnlyList<string> words) =>
        words.Count > 1 && int.TryParse(words[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int status)
            ? status
            : words.Count > 1 ? throw new ShellSyntaxException($"Illegal number: {words[1]}") : shell.State.LastStatus;

    private static int LevelsOf(IReadOnlyList<string> words) =>
        words.Count > 1 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out int levels) ? Math.Max(1, levels) : 1;

    private static async ValueTask<int> WriteAsync(Stream stream, string text)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text)).ConfigureAwait(false);
        return 0;
    }

    private static async ValueTask<int> ChangeDirectoryAsync(ShellInterpreter shell, IReadOnlyList<string> words, ProcessStreams streams)
    {
        string target = words.Count > 1 ? words[1] : shell.State.Get("HOME") ?? "/";
        string path = PathText.Normalize(target == "-" ? shell.State.Get("OLDPWD") ?? "/" : target, shell.State.WorkingDirectory);
        if (!shell.Process.Files.DirectoryExists(path))
        {
            await shell.WriteErrorAsync(streams, $"cd: can't cd to {target}: No such file or directory").ConfigureAwait(false);
            return 2;
        }

        shell.State.Set("OLDPWD", shell.State.WorkingDirectory);
        shell.State.Set("PWD", path);
        shell.State.WorkingDirectory = path;
        return 0;
    }

    private static ValueTask<int> Declare(ShellInterpreter shell, IReadOnlyList<string> words, bool isExport)
    {
        foreach (string word in words.Skip(1))
        {
            string[] pair = word.Split('=', 2);
            if (pair.Length == 2)
            {
                shell.State.Set(pair[0], pair[1]);
            }

            if (isExport)
            {
                shell.State.Export(pair[0]);
            }
        }

        return ValueTask.FromResult(0);
    }

    private static ValueTask<int> Unset(ShellInterpreter shell, IReadOnlyList<string> words, ProcessStreams streams)
    {
        foreach (string name in words.Skip(1).Where(w => !w.StartsWith('-')))
        {
            shell.State.Unset(name);
        }

        return ValueTask.FromResult(0);
    }

    private static ValueTask<int> Set(ShellInterpreter shell, IReadOnlyList<string> words, ProcessStreams streams)
    {
        int index = 1;
        for (; index < words.Count && words[index].Length > 1 && words[index][0] is '-' or '+' && words[index] != "--"; index++)
        {
            ShellOptions.Apply(shell.State, words[index]);
        }

        if (index < words.Count)
        {
            shell.State.Parameters = [.. words.Skip(words[index] == "--" ? index + 1 : index)];
        }

        return ValueTask.FromResult(0);
    }

    private static ValueTask<int> Shift(ShellInterpreter shell, IReadOnlyList<string> words, ProcessStreams streams)
    {
        int count = LevelsOf(words);
        bool isPossible = count <= shell.State.Parameters.Count;
        if (isPossible)
        {
            shell.State.Parameters = [.. shell.State.Parameters.Skip(count)];
        }

        return ValueTask.FromResult(isPossible ? 0 : 1);
    }

    private static async ValueTask<int> ReadAsync(ShellInterpreter shell, IReadOnlyList<string> words, ProcessStreams streams)
    {
        (string line, bool isWhole) = await LineInput.ReadAsync(streams.Input, shell.Process.Killed).ConfigureAwait(false);
        string[] names = [.. words.Skip(1).Where(w => !w.StartsWith('-'))];
        string[] fields = names.Length == 0
            ? [line]
            : line.Split((char[]?)null, names.Length, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        names = names.Length == 0 ? ["REPLY"] : names;
        for (int i = 0; i < names.Length; i++)
        {
            shell.State.Set(names[i], i < fields.Length ? fields[i] : "");
        }

        return isWhole ? 0 : 1;
    }

    private static ValueTask<int> Trap(ShellInterpreter shell, IReadOnlyList<string> words, ProcessStreams streams)
    {
        string? script = words.Count > 2 && words[1] != "-" ? words[1] : null;
        foreach (string name in words.Skip(words.Count > 2 ? 2 : 1))
        {
            if (name is "EXIT" or "0")
            {
                shell.Traps.SetExit(script);
            }
            else if (!Signals.TryParse(name, out int signal))
            {
                throw new ShellSyntaxException($"trap: {name}: invalid signal specification");
            }
            else if (script is null)
            {
                shell.Traps.Reset(signal);
            }
            else if (signal != Signals.Kill)
            {
                shell.Traps.Set(signal, script);
            }
        }

        return ValueTask.FromResult(0);
    }

    private static async ValueTask<int> SourceAsync(ShellInterpreter shell, IReadOnlyList<string> words, ProcessStreams streams)
    {
        string path = PathText.Normalize(words.Count > 1 ? words[1] : "", shell.State.WorkingDirectory);
        if (shell.Process.Files.Find(path) is not FileNode file)
        {
            throw new ShellSyntaxException($".: can't open '{(words.Count > 1 ? words[1] : "")}': No such file or directory");
        }

        IReadOnlyList<string> parameters = words.Count > 2 ? [.. words.Skip(2)] : shell.State.Parameters;
        return await shell.CallAsync(ShellParser.Parse(Logs.LogText.Decode(file.Content.Span)), parameters, streams).ConfigureAwait(false);
    }

    private static async ValueTask<int> ExecAsync(ShellInterpreter shell, IReadOnlyList<string> words, ProcessStreams streams)
    {
        if (words.Count == 1)
        {
            return 0;
        }

        // The shell's process goes on as the other program: same number, same signals, and no way back.
        int status = await ExecProgram.RunAsync(shell, [.. words.Skip(1)], streams).ConfigureAwait(false);
        throw new ShellExit(status);
    }

    private static async ValueTask<int> WaitAsync(ShellInterpreter shell, IReadOnlyList<string> words, ProcessStreams streams)
    {
        if (words.Count == 1)
        {
            await shell.Jobs.WaitAllAsync(shell.Process.Killed).ConfigureAwait(false);
            return 0;
        }

        int status = 0;
        foreach (string word in words.Skip(1))
        {
            status = int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
                ? await shell.Jobs.WaitAsync(id, shell.Process.Killed).ConfigureAwait(false)
                : 2;
        }

        return status;
    }

    private static async ValueTask<int> KillAsync(ShellInterpreter shell, IReadOnlyList<string> words, ProcessStreams streams)
    {
        int signal = Signals.Term;
        IEnumerable<string> targets = words.Skip(1);
        if (words.Count > 1 && words[1].StartsWith('-'))
        {
            targets = words.Skip(words[1] == "-s" ? 3 : 2);
            if (!Signals.TryParse(words[1] == "-s" ? words.ElementAtOrDefault(2) ?? "" : words[1][1..], out signal))
            {
                await shell.WriteErrorAsync(streams, $"kill: bad signal name '{words[1]}'").ConfigureAwait(false);
                return 1;
            }
        }

        int status = 0;
        foreach (string target in targets)
        {
            bool isSent = int.TryParse(target, NumberStyles.None, CultureInfo.InvariantCulture, out int id) &&
                shell.Process.Space.Signal(signal, id);
            if (!isSent)
            {
                await shell.WriteErrorAsync(streams, $"kill: can't kill pid {target}: No such process").ConfigureAwait(false);
                status = 1;
            }
        }

        return status;
    }

    private static async ValueTask<int> CommandAsync(ShellInterpreter shell, IReadOnlyList<string> words, ProcessStreams streams)
    {
        if (words.Count < 2)
        {
            return 0;
        }

        if (words[1] != "-v")
        {
            return await new ShellCommandRunner(shell)
                .RunAsync(new SimpleCommand([], [.. words.Skip(1).Select(w => new Word([new LiteralPart(w, true)]))], []), streams)
                .ConfigureAwait(false);
        }

        string name = words.ElementAtOrDefault(2) ?? "";
        ProcessSpace space = shell.Process.Space;
        bool isInside = Find(name) is not null || Programs.Contains(name) || shell.State.Functions.ContainsKey(name);
        ProgramLookup lookup = isInside || name.Length == 0
            ? default
            : space.Programs.FindForShell(space.Files, [name], shell.State.Environment, shell.State.WorkingDirectory);
        bool isKnown = isInside || lookup.Program is not null;
        return isKnown ? await WriteAsync(streams.Output, name + "\n").ConfigureAwait(false) : 127;
    }
}
