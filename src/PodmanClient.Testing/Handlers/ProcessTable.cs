using System.Globalization;
using Podman.Testing.FileSystem;
using Podman.Testing.Formats;
using Podman.Testing.State;

namespace Podman.Testing.Handlers;

/// <summary>The processes of a container as lines with tabs. Its columns have names of their own; ps options are not known to it.</summary>
internal static class ProcessTable
{
    private static readonly string[] Default = ["user", "pid", "ppid", "pcpu", "etime", "tty", "time", "comm"];

    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["user"] = "USER",
        ["ruser"] = "RUSER",
        ["group"] = "GROUP",
        ["rgroup"] = "RGROUP",
        ["pid"] = "PID",
        ["ppid"] = "PPID",
        ["pgid"] = "PGID",
        ["pcpu"] = "%CPU",
        ["nice"] = "NI",
        ["etime"] = "ELAPSED",
        ["tty"] = "TTY",
        ["time"] = "TIME",
        ["vsz"] = "VSZ",
        ["comm"] = "COMMAND",
        ["args"] = "COMMAND",
    };

    /// <summary>Makes the lines.</summary>
    /// <param name="processes">The processes.</param>
    /// <param name="columns">The columns; none or a single one mean the usual ones, as the real daemon counts.</param>
    /// <param name="isTerminal">Whether the container has a terminal.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="EngineFailure">A column is not known.</exception>
    public static IReadOnlyList<string> Format(
        IReadOnlyList<ContainerProcess> processes, IReadOnlyList<string> columns, bool isTerminal, DateTimeOffset now)
    {
        IReadOnlyList<string> shown = columns.Count > 1 ? columns : Default;
        foreach (string column in shown.Where(column => !Titles.ContainsKey(column)))
        {
            throw EngineFailure.Occurred($"'{column}': unknown descriptor");
        }

        return
        [
            string.Join('\t', shown.Select(column => Titles[column])),
            .. processes.Select(process => string.Join('\t', shown.Select(column => Value(process, column, isTerminal, now)))),
        ];
    }

    private static string Value(ContainerProcess process, string column, bool isTerminal, DateTimeOffset now) => column switch
    {
        "user" or "ruser" => Text(process.User.Uid),
        "group" or "rgroup" => Text(process.User.Gid),
        "pid" => Text(process.ProcessId),
        "ppid" => Text(process.ParentProcessId),
        "pgid" => "1",
        "pcpu" => "0.000",
        "nice" => "0",
        "etime" => GoTime.Duration(now - process.StartedAt),
        "tty" => isTerminal ? "pts/0" : "?",
        "time" => "0s",
        "vsz" => "0",
        "comm" => PathText.Name(process.Arguments[0]),
        _ => string.Concat(process.Arguments.Select(argument => argument + " ")),
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
