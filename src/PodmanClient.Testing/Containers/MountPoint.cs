namespace Podman.Testing.Containers;

/// <summary>What is mounted where in a container, as listing and inspecting show it.</summary>
internal sealed record MountPoint(string Destination, string Type, string Source, IReadOnlyList<string> Options)
{
    public const string TmpfsType = "tmpfs";
    public const string BindType = "bind";

    /// <summary>What every container has.</summary>
    public static readonly IReadOnlyList<MountPoint> Standard =
    [
        new("/proc", "proc", "proc", []),
        new("/dev", TmpfsType, "tmpfs", ["nosuid", "strictatime", "mode=755", "size=65536k"]),
        new("/dev/pts", "devpts", "devpts", ["nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5"]),
        new("/dev/shm", TmpfsType, "shm", ["nosuid", "noexec", "nodev", "mode=1777", "size=65536k"]),
        new("/dev/mqueue", "mqueue", "mqueue", ["nosuid", "noexec", "nodev"]),
        new("/sys", "sysfs", "sysfs", ["nosuid", "noexec", "nodev", "ro"]),
        new("/sys/fs/cgroup", "cgroup", "cgroup", ["nosuid", "noexec", "nodev", "relatime", "ro"]),
    ];

    public bool IsReadOnly => Options.Contains("ro");

    /// <summary>Reads <c>/path</c> or <c>/path:options</c>.</summary>
    public static MountPoint Tmpfs(string text)
    {
        string[] parts = text.Split(':', 2);
        string[] extra = parts.Length == 2 ? parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries) : [];
        return new MountPoint(
            FileSystem.PathText.Normalize(parts[0]),
            TmpfsType,
            "tmpfs",
            [.. extra, "rw", "noexec", "nosuid", "nodev", "size=65536k", "tmpcopyup"]);
    }

    /// <summary>Reads <c>source:/path</c> or <c>source:/path:ro</c>.</summary>
    public static MountPoint Bind(string text)
    {
        string[] parts = text.Split(':', 3);
        string[] given = parts.Length == 3 ? parts[2].Split(',', StringSplitOptions.RemoveEmptyEntries) : [];
        bool saysWritable = given.Contains("ro") || given.Contains("rw");
        IReadOnlyList<string> options = [.. given, "rbind", .. saysWritable ? (string[])[] : ["rw"], "private"];
        return new MountPoint(FileSystem.PathText.Normalize(parts.Length > 1 ? parts[1] : parts[0]), BindType, parts[0], options);
    }
}
