using Podman.Libpod.Rest.Models;

namespace Podman.Libpod.Mapping;

/// <summary>The columns of ListContainerProcesses.</summary>
internal static class ProcessColumns
{
    // Where a column is not among these, the API runs the container's own ps with it, and gives what that says, whatever it is.
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "args", "capamb", "capbnd", "capeff", "capinh", "capprm", "comm", "etime", "group", "groups", "hgroup", "hgroups", "hpid", "huser",
        "label", "nice", "pcpu", "pgid", "pid", "ppid", "rgroup", "rss", "ruser", "seccomp", "state", "stime", "time", "tty", "user", "vsz",
        "%C", "%G", "%P", "%U", "%a", "%c", "%g", "%n", "%p", "%r", "%t", "%u", "%x", "%y", "%z",
    };

    /// <exception cref="ErrorOccurredException">A column is not known.</exception>
    public static void Check(IReadOnlyList<string> columns)
    {
        if (columns.FirstOrDefault(static column => !Known.Contains(column)) is { } unknown)
        {
            throw new ErrorOccurredException($"'{unknown}': unknown descriptor");
        }
    }

    /// <summary>A line of headings, and a line per process; columns are separated by tabs.</summary>
    public static IReadOnlyList<string> ToLines(RestProcesses processes) =>
        [string.Join('\t', processes.Titles ?? []), .. (processes.Processes ?? []).Select(static row => string.Join('\t', row))];
}
