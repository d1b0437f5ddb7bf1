namespace Varlink.Conformance.Replay.Comparison;

/// <summary>Members whose values are facts of the host or of the files: only their form is compared.</summary>
internal static class FieldForms
{
    /// <summary>Numbers: only whether there is something is compared.</summary>
    private static readonly HashSet<string> Amounts = new(StringComparer.Ordinal)
    {
        "size", "rootfssize", "rwsize", "Size", "VirtualSize", "SizeRootFs", "SizeRw", "Pid", "mem_total", "mem_limit", "mem_usage", "mem_perc",
        "cpu", "cpu_nano", "pids",
    };

    /// <summary>Numbers that may be nothing at one moment and something at the next.</summary>
    private static readonly HashSet<string> Counters = new(StringComparer.Ordinal)
    {
        "mem_free", "swap_free", "swap_total", "system_nano", "net_input", "net_output", "block_input", "block_output", "cpus",
    };

    /// <summary>Texts that name the host.</summary>
    private static readonly HashSet<string> HostNames = new(StringComparer.Ordinal)
    {
        "hostname", "kernel", "runningfor", "go_version", "graph_root", "run_root", "io_socket", "control_socket",
        "backing_filesystem", "native_overlay_diff", "supports_d_type", "SandboxKey",
    };

    /// <summary>Numbers in texts: empty, 0, or something else.</summary>
    private static readonly HashSet<string> NumbersInTexts = new(StringComparer.Ordinal)
    {
        "mnt", "cgroup", "ipc", "net", "pid", "uts", "user", "pidns", "userns",
    };

    public static bool IsAmount(string member) => Amounts.Contains(member);

    public static bool IsCounter(string member) => Counters.Contains(member);

    public static bool IsHostName(string member) => HostNames.Contains(member);

    public static bool IsNumberInText(string member) => NumbersInTexts.Contains(member);

    /// <summary>The description of an interface: as its author worded it.</summary>
    public static bool IsProse(string member) => member == "description";
}
