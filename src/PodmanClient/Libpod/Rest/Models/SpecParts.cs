using System.Text.Json.Serialization;

namespace Podman.Libpod.Rest.Models;

internal sealed record SpecLog(string? Driver, string? Path, long Size, IReadOnlyDictionary<string, string>? Options);

internal sealed record SpecNamespace([property: JsonPropertyName("nsmode")] string Mode, string? Value);

internal sealed record SpecNetwork;

internal sealed record SpecMount(string Destination, string Type, string Source, IReadOnlyList<string>? Options);

internal sealed record SpecVolume(
    [property: JsonPropertyName("Name")] string? Name,
    [property: JsonPropertyName("Dest")] string Destination,
    [property: JsonPropertyName("Options")] IReadOnlyList<string>? Options);

internal sealed record SpecDevice(string Path);

internal sealed record SpecPort(string? HostIp, int ContainerPort, int HostPort, int Range, string? Protocol);

internal sealed record SpecUlimit(string Type, ulong Hard, ulong Soft);

internal sealed record SpecWeight(long Weight);

internal sealed record SpecRate(long Rate);

internal sealed record SpecIdMappings(
    [property: JsonPropertyName("HostUIDMapping")] bool HostUidMapping,
    [property: JsonPropertyName("HostGIDMapping")] bool HostGidMapping,
    [property: JsonPropertyName("UIDMap")] IReadOnlyList<SpecIdMap>? UidMap,
    [property: JsonPropertyName("GIDMap")] IReadOnlyList<SpecIdMap>? GidMap);

/// <summary>A range of ids. The first id may be 0, and is sent all the same.</summary>
internal sealed record SpecIdMap(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] long ContainerId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] long HostId,
    long Size);

/// <summary>The limits, in the words of the OCI runtime specification.</summary>
internal sealed record SpecResources(
    SpecCpu? Cpu, SpecMemory? Memory, SpecPids? Pids, [property: JsonPropertyName("blockIO")] SpecBlockIO? BlockIO);

internal sealed record SpecCpu
{
    public long? Shares { get; init; }

    public long? Quota { get; init; }

    public long? Period { get; init; }

    [JsonPropertyName("realtimeRuntime")]
    public long? RealtimeRuntime { get; init; }

    [JsonPropertyName("realtimePeriod")]
    public long? RealtimePeriod { get; init; }

    public string? Cpus { get; init; }

    public string? Mems { get; init; }
}

internal sealed record SpecMemory
{
    public long? Limit { get; init; }

    public long? Reservation { get; init; }

    public long? Swap { get; init; }

    public long? Kernel { get; init; }

    public long? Swappiness { get; init; }

    [JsonPropertyName("disableOOMKiller")]
    public bool? DisableOomKiller { get; init; }
}

internal sealed record SpecPids(long Limit);

internal sealed record SpecBlockIO(long? Weight);
