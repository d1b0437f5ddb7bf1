using System.Text.Json.Serialization;

namespace Varlink.Benchmarks.Payloads;

/// <summary>A call of CreateContainer, with all that it says.</summary>
internal sealed record LikeCall
{
    [JsonPropertyName("method")]
    public string Method { get; init; } = "io.podman.CreateContainer";

    [JsonPropertyName("parameters")]
    public LikeParameters Parameters { get; init; } = new();
}

internal sealed record LikeParameters
{
    [JsonPropertyName("create")]
    public LikeCreate Create { get; init; } = new();
}

internal sealed record LikeCreate
{
    [JsonPropertyName("args")] public IReadOnlyList<string> Args { get; init; } = [];

    [JsonPropertyName("cap_add")] public IReadOnlyList<string> CapAdd { get; init; } = [];

    [JsonPropertyName("cap_drop")] public IReadOnlyList<string> CapDrop { get; init; } = [];

    [JsonPropertyName("conmon_pidfile")] public string ConmonPidFile { get; init; } = "";

    [JsonPropertyName("cgroup_parent")] public string CgroupParent { get; init; } = "";

    [JsonPropertyName("command")] public IReadOnlyList<string> Command { get; init; } = [];

    [JsonPropertyName("detach")] public bool Detach { get; init; }

    [JsonPropertyName("devices")] public IReadOnlyList<string> Devices { get; init; } = [];

    [JsonPropertyName("dns_opt")] public IReadOnlyList<string> DnsOpt { get; init; } = [];

    [JsonPropertyName("dns_search")] public IReadOnlyList<string> DnsSearch { get; init; } = [];

    [JsonPropertyName("dns_servers")] public IReadOnlyList<string> DnsServers { get; init; } = [];

    [JsonPropertyName("entrypoint")] public IReadOnlyList<string> Entrypoint { get; init; } = [];

    [JsonPropertyName("env")] public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();

    [JsonPropertyName("exposed_ports")] public IReadOnlyList<string> ExposedPorts { get; init; } = [];

    [JsonPropertyName("gidmap")] public IReadOnlyList<string> GidMap { get; init; } = [];

    [JsonPropertyName("group_add")] public IReadOnlyList<string> GroupAdd { get; init; } = [];

    [JsonPropertyName("host_add")] public IReadOnlyList<string> HostAdd { get; init; } = [];

    [JsonPropertyName("hostname")] public string Hostname { get; init; } = "";

    [JsonPropertyName("image")] public string Image { get; init; } = "";

    [JsonPropertyName("image_id")] public string ImageId { get; init; } = "";

    [JsonPropertyName("builtin_imgvolumes")] public IReadOnlyList<string> BuiltinImageVolumes { get; init; } = [];

    [JsonPropertyName("id_mappings")] public LikeIdMappings IdMappings { get; init; } = new();

    [JsonPropertyName("image_volume_type")] public string ImageVolumeType { get; init; } = "";

    [JsonPropertyName("interactive")] public bool Interactive { get; init; }

    [JsonPropertyName("ipc_mode")] public string IpcMode { get; init; } = "";

    [JsonPropertyName("labels")] public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    [JsonPropertyName("log_driver")] public string LogDriver { get; init; } = "";

    [JsonPropertyName("log_driver_opt")] public IReadOnlyList<string> LogDriverOpt { get; init; } = [];

    [JsonPropertyName("name")] public string Name { get; init; } = "";

    [JsonPropertyName("net_mode")] public string NetMode { get; init; } = "";

    [JsonPropertyName("network")] public string Network { get; init; } = "";

    [JsonPropertyName("pid_mode")] public string PidMode { get; init; } = "";

    [JsonPropertyName("pod")] public string Pod { get; init; } = "";

    [JsonPropertyName("privileged")] public bool Privileged { get; init; }

    [JsonPropertyName("publish")] public IReadOnlyList<string> Publish { get; init; } = [];

    [JsonPropertyName("publish_all")] public bool PublishAll { get; init; }

    [JsonPropertyName("quiet")] public bool Quiet { get; init; }

    [JsonPropertyName("readonly_rootfs")] public bool ReadOnlyRootFs { get; init; }

    [JsonPropertyName("resources")] public LikeResources Resources { get; init; } = new();

    [JsonPropertyName("rm")] public bool Rm { get; init; }

    [JsonPropertyName("shm_dir")] public string ShmDir { get; init; } = "";

    [JsonPropertyName("stop_signal")] public long StopSignal { get; init; }

    [JsonPropertyName("stop_timeout")] public long StopTimeout { get; init; }

    [JsonPropertyName("subuidmap")] public string SubUidMap { get; init; } = "";

    [JsonPropertyName("subgidmap")] public string SubGidMap { get; init; } = "";

    [JsonPropertyName("subuidname")] public string SubUidName { get; init; } = "";

    [JsonPropertyName("subgidname")] public string SubGidName { get; init; } = "";

    [JsonPropertyName("sys_ctl")] public IReadOnlyDictionary<string, string> SysCtl { get; init; } = new Dictionary<string, string>();

    [JsonPropertyName("tmpfs")] public IReadOnlyList<string> Tmpfs { get; init; } = [];

    [JsonPropertyName("tty")] public bool Tty { get; init; }

    [JsonPropertyName("uidmap")] public IReadOnlyList<string> UidMap { get; init; } = [];

    [JsonPropertyName("userns_mode")] public string UsernsMode { get; init; } = "";

    [JsonPropertyName("user")] public string User { get; init; } = "";

    [JsonPropertyName("uts_mode")] public string UtsMode { get; init; } = "";

    [JsonPropertyName("volumes")] public IReadOnlyList<string> Volumes { get; init; } = [];

    [JsonPropertyName("work_dir")] public string WorkDir { get; init; } = "";

    [JsonPropertyName("mount_label")] public string MountLabel { get; init; } = "";

    [JsonPropertyName("process_label")] public string ProcessLabel { get; init; } = "";

    [JsonPropertyName("no_new_privs")] public bool NoNewPrivs { get; init; }

    [JsonPropertyName("apparmor_profile")] public string AppArmorProfile { get; init; } = "";

    [JsonPropertyName("seccomp_profile_path")] public string SeccompProfilePath { get; init; } = "";

    [JsonPropertyName("security_opts")] public IReadOnlyList<string> SecurityOpts { get; init; } = [];
}

internal sealed record LikeIdMappings
{
    [JsonPropertyName("host_uid_mapping")] public bool HostUidMapping { get; init; }

    [JsonPropertyName("host_gid_mapping")] public bool HostGidMapping { get; init; }

    [JsonPropertyName("uid_map")] public LikeIdMap UidMap { get; init; } = new();

    [JsonPropertyName("gid_map")] public LikeIdMap GidMap { get; init; } = new();
}

internal sealed record LikeIdMap
{
    [JsonPropertyName("container_id")] public long ContainerId { get; init; }

    [JsonPropertyName("host_id")] public long HostId { get; init; }

    [JsonPropertyName("size")] public long Size { get; init; }
}

internal sealed record LikeResources
{
    [JsonPropertyName("blkio_weight")] public long BlkioWeight { get; init; }

    [JsonPropertyName("blkio_weight_device")] public IReadOnlyList<string> BlkioWeightDevice { get; init; } = [];

    [JsonPropertyName("cpu_period")] public long CpuPeriod { get; init; }

    [JsonPropertyName("cpu_quota")] public long CpuQuota { get; init; }

    [JsonPropertyName("cpu_rt_period")] public long CpuRtPeriod { get; init; }

    [JsonPropertyName("cpu_rt_runtime")] public long CpuRtRuntime { get; init; }

    [JsonPropertyName("cpu_shares")] public long CpuShares { get; init; }

    [JsonPropertyName("cpus")] public double Cpus { get; init; }

    [JsonPropertyName("cpuset_cpus")] public string CpusetCpus { get; init; } = "";

    [JsonPropertyName("cpuset_mems")] public string CpusetMems { get; init; } = "";

    [JsonPropertyName("device_read_bps")] public IReadOnlyList<string> DeviceReadBps { get; init; } = [];

    [JsonPropertyName("device_read_iops")] public IReadOnlyList<string> DeviceReadIops { get; init; } = [];

    [JsonPropertyName("device_write_bps")] public IReadOnlyList<string> DeviceWriteBps { get; init; } = [];

    [JsonPropertyName("device_write_iops")] public IReadOnlyList<string> DeviceWriteIops { get; init; } = [];

    [JsonPropertyName("disable_oomkiller")] public bool DisableOomKiller { get; init; }

    [JsonPropertyName("kernel_memory")] public long KernelMemory { get; init; }

    [JsonPropertyName("memory")] public long Memory { get; init; }

    [JsonPropertyName("memory_reservation")] public long MemoryReservation { get; init; }

    [JsonPropertyName("memory_swap")] public long MemorySwap { get; init; }

    [JsonPropertyName("memory_swappiness")] public long MemorySwappiness { get; init; }

    [JsonPropertyName("oom_score_adj")] public long OomScoreAdj { get; init; }

    [JsonPropertyName("pids_limit")] public long PidsLimit { get; init; }

    [JsonPropertyName("shm_size")] public long ShmSize { get; init; }

    [JsonPropertyName("ulimit")] public IReadOnlyList<string> Ulimit { get; init; } = [];
}
