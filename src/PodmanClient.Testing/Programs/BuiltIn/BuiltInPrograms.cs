using Podman.Testing.Programs.Shell;

namespace Podman.Testing.Programs.BuiltIn;

/// <summary>
/// The programs that stand in for those of busybox. An image has one of them when it has a file of that name: see
/// <see cref="ProgramResolver"/>.
/// </summary>
internal static class BuiltInPrograms
{
    public static readonly IReadOnlyDictionary<string, ContainerProgram> All = new Dictionary<string, ContainerProgram>(StringComparer.Ordinal)
    {
        ["["] = TestProgram.RunAsync,
        ["ash"] = ShellProgram.RunAsync,
        ["basename"] = PathPrograms.BaseNameAsync,
        ["busybox"] = BusyboxAsync,
        ["cat"] = TextPrograms.CatAsync,
        ["chmod"] = FilePrograms.ChangeModeAsync,
        ["cp"] = FilePrograms.CopyAsync,
        ["date"] = InfoPrograms.DateAsync,
        ["dirname"] = PathPrograms.DirectoryNameAsync,
        ["echo"] = EchoProgram.RunAsync,
        ["env"] = InfoPrograms.EnvironmentAsync,
        ["false"] = static _ => Task.FromResult(1),
        ["grep"] = GrepProgram.RunAsync,
        ["head"] = TextPrograms.HeadAsync,
        ["hello"] = InfoPrograms.HelloAsync,
        ["hostname"] = InfoPrograms.HostNameAsync,
        ["id"] = InfoPrograms.IdAsync,
        ["ln"] = FilePrograms.LinkAsync,
        ["ls"] = ListProgram.RunAsync,
        ["mkdir"] = FilePrograms.MakeDirectoryAsync,
        ["mv"] = FilePrograms.MoveAsync,
        ["printenv"] = InfoPrograms.EnvironmentAsync,
        ["printf"] = PrintfProgram.RunAsync,
        ["ps"] = InfoPrograms.ProcessesAsync,
        ["pwd"] = InfoPrograms.WorkingDirectoryAsync,
        ["rm"] = FilePrograms.RemoveAsync,
        ["rmdir"] = FilePrograms.RemoveDirectoryAsync,
        ["seq"] = SequencePrograms.SequenceAsync,
        ["sh"] = ShellProgram.RunAsync,
        ["sleep"] = SleepProgram.RunAsync,
        ["sort"] = TextPrograms.SortAsync,
        ["stty"] = TerminalProgram.RunAsync,
        ["tail"] = TextPrograms.TailAsync,
        ["tee"] = TextPrograms.TeeAsync,
        ["test"] = TestProgram.RunAsync,
        ["touch"] = FilePrograms.TouchAsync,
        ["true"] = static _ => Task.FromResult(0),
        ["uname"] = InfoPrograms.SystemNameAsync,
        ["wc"] = TextPrograms.CountAsync,
        ["whoami"] = InfoPrograms.UserNameAsync,
        ["yes"] = SequencePrograms.YesAsync,
    };

    /// <summary>The names that an image with busybox has as links.</summary>
    public static IEnumerable<string> Applets => All.Keys.Where(name => name is not ("busybox" or "hello"));

    /// <summary><c>busybox name arguments</c>: runs the program of that name, which needs no file of its own.</summary>
    private static async Task<int> BusyboxAsync(ContainerProcess process)
    {
        if (process.Arguments.Count < 2)
        {
            await process.StandardOutput.WriteLineAsync("BusyBox (in memory)\n\nUsage: busybox [function [arguments]...]").ConfigureAwait(false);
            return 0;
        }

        string name = process.Arguments[1];
        if (name == "busybox" || !All.TryGetValue(name, out ContainerProgram? program))
        {
            await process.StandardError.WriteLineAsync($"{name}: applet not found").ConfigureAwait(false);
            return 127;
        }

        return await process.Space.ReplaceAsync(
            process, program, [.. process.Arguments.Skip(1)], process.Environment, process.WorkingDirectory, process.Streams).ConfigureAwait(false);
    }
}
