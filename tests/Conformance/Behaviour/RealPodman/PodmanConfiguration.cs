namespace Varlink.Conformance.Behaviour.RealPodman;

/// <summary>The configuration of a Podman that shares nothing with another one on this machine but the network bridge.</summary>
internal sealed class PodmanConfiguration
{
    private readonly string _folder;

    public PodmanConfiguration(string folder, string registry)
    {
        _folder = folder;
        Environment = new Dictionary<string, string>
        {
            ["CONTAINERS_CONF"] = Path.Combine(folder, "containers.conf"),
            ["CONTAINERS_STORAGE_CONF"] = Path.Combine(folder, "storage.conf"),
            ["CONTAINERS_REGISTRIES_CONF"] = Path.Combine(folder, "registries.conf"),
        };

        // Limits and control groups: what containers are given where the process lacks CAP_SYS_RESOURCE and there is no systemd.
        // Locks in files: those in shared memory belong to all Podmans of the user, and one that starts anew frees the others' as well.
        Write("containers.conf", $"""
            [containers]
            default_ulimits = ["nofile=1024:1024", "nproc=1000:1000"]
            default_sysctls = []
            [engine]
            runtime = "runc"
            cgroup_manager = "cgroupfs"
            events_logger = "file"
            lock_type = "file"
            tmp_dir = "{folder}/tmp"
            """);
        Write("registries.conf", $"""
            unqualified-search-registries = ["{registry}"]
            [[registry]]
            location = "{registry}"
            insecure = true
            """);
        UseDriver("overlay");
    }

    /// <summary>What the programs of Podman find their configuration by.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>Sets the storage driver; "vfs" works everywhere, and copies everything.</summary>
    public void UseDriver(string driver) => Write("storage.conf", $"""
        [storage]
        driver = "{driver}"
        graphroot = "{_folder}/{driver}"
        runroot = "{_folder}/{driver}-run"
        """);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text + "\n");
}
