using System.Text.Json.Serialization;

namespace Podman.Libpod.Rest.Models;

/// <summary>GET containers/json: a container in the list.</summary>
internal sealed record RestContainer(
    string Id,
    string? Image,
    string? ImageId,
    IReadOnlyList<string>? Command,
    string? Created,
    string? State,
    IReadOnlyList<RestPort>? Ports,
    RestSize? Size,
    IReadOnlyList<string>? Names,
    IReadOnlyDictionary<string, string>? Labels,
    IReadOnlyList<string>? Mounts,
    RestNamespaces? Namespaces,
    long Pid);

/// <summary>A published port. The names of before version 4 are those without an underscore.</summary>
internal sealed record RestPort(
    [property: JsonPropertyName("host_ip")] string? HostIp,
    [property: JsonPropertyName("container_port")] int ContainerPort,
    [property: JsonPropertyName("host_port")] int HostPort,
    [property: JsonPropertyName("hostIP")] string? HostIpBefore4,
    [property: JsonPropertyName("containerPort")] int ContainerPortBefore4,
    [property: JsonPropertyName("hostPort")] int HostPortBefore4,
    int Range,
    string? Protocol);

internal sealed record RestSize(long RootFsSize, long RwSize);

internal sealed record RestNamespaces(string? Mnt, string? Cgroup, string? Ipc, string? Net, string? Pidns, string? Uts, string? User);

/// <summary>GET containers/NAME/json: what of it is needed here.</summary>
internal sealed record RestContainerDetails(
    string Id, string? Name, RestContainerState? State, IReadOnlyList<RestMount>? Mounts, string? StaticDir);

internal sealed record RestContainerState(string? Status, long Pid, int ExitCode);

internal sealed record RestMount(string? Type, string? Source, string? Destination, IReadOnlyList<string>? Options, bool Rw);

/// <summary>POST containers/create.</summary>
internal sealed record RestId(string? Id);

/// <summary>DELETE containers/NAME: one for each container that was to be removed.</summary>
internal sealed record RestRemoval(string? Id, string? Err);

/// <summary>GET containers/NAME/top.</summary>
internal sealed record RestProcesses(IReadOnlyList<string>? Titles, IReadOnlyList<IReadOnlyList<string>>? Processes);

/// <summary>GET containers/NAME/changes: a path, and 0 for changed, 1 for added, 2 for deleted.</summary>
internal sealed record RestChange(string Path, int Kind);

/// <summary>GET containers/stats.</summary>
internal sealed record RestStatsReport(IReadOnlyList<RestStats>? Stats);

internal sealed record RestStats(
    string? ContainerId,
    string? Name,
    double Cpu,
    double AvgCpu,
    long CpuNano,
    long SystemNano,
    long MemUsage,
    long MemLimit,
    double MemPerc,
    long NetInput,
    long NetOutput,
    long BlockInput,
    long BlockOutput,
    long Pids,
    IReadOnlyDictionary<string, RestTraffic>? Network);

/// <summary>What a network interface has carried: Podman 5 counts each on its own.</summary>
internal sealed record RestTraffic(long RxBytes, long TxBytes);
