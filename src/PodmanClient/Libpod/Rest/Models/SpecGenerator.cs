using System.Text.Json.Serialization;

namespace Podman.Libpod.Rest.Models;

/// <summary>POST containers/create: how to create a container. What has its default is not sent, and Podman's own applies.</summary>
internal sealed record SpecGenerator
{
    public string? Name { get; init; }

    public string? Pod { get; init; }

    public string? Image { get; init; }

    public IReadOnlyList<string>? Entrypoint { get; init; }

    public IReadOnlyList<string>? Command { get; init; }

    public IReadOnlyDictionary<string, string>? Env { get; init; }

    public bool Terminal { get; init; }

    public bool Stdin { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public int? StopSignal { get; init; }

    public uint? StopTimeout { get; init; }

    public SpecLog? LogConfiguration { get; init; }

    public string? ConmonPidFile { get; init; }

    [JsonPropertyName("pidns")]
    public SpecNamespace? PidNs { get; init; }

    [JsonPropertyName("utsns")]
    public SpecNamespace? UtsNs { get; init; }

    [JsonPropertyName("ipcns")]
    public SpecNamespace? IpcNs { get; init; }

    [JsonPropertyName("userns")]
    public SpecNamespace? UserNs { get; init; }

    [JsonPropertyName("netns")]
    public SpecNamespace? NetNs { get; init; }

    public IReadOnlyDictionary<string, SpecNetwork>? Networks { get; init; }

    public string? Hostname { get; init; }

    public IReadOnlyDictionary<string, string>? Sysctl { get; init; }

    public bool Remove { get; init; }

    public string? ImageVolumeMode { get; init; }

    public IReadOnlyList<SpecMount>? Mounts { get; init; }

    public IReadOnlyList<SpecVolume>? Volumes { get; init; }

    public IReadOnlyList<SpecDevice>? Devices { get; init; }

    public long? ShmSize { get; init; }

    public string? WorkDir { get; init; }

    public bool Privileged { get; init; }

    public string? User { get; init; }

    public IReadOnlyList<string>? Groups { get; init; }

    public IReadOnlyList<string>? CapAdd { get; init; }

    public IReadOnlyList<string>? CapDrop { get; init; }

    public IReadOnlyList<string>? SelinuxOpts { get; init; }

    public string? ApparmorProfile { get; init; }

    public string? SeccompProfilePath { get; init; }

    public bool NoNewPrivileges { get; init; }

    [JsonPropertyName("idmappings")]
    public SpecIdMappings? IdMappings { get; init; }

    public bool ReadOnlyFilesystem { get; init; }

    public IReadOnlyList<string>? Mask { get; init; }

    public IReadOnlyList<string>? Unmask { get; init; }

    public string? CgroupParent { get; init; }

    [JsonPropertyName("portmappings")]
    public IReadOnlyList<SpecPort>? PortMappings { get; init; }

    public bool PublishImagePorts { get; init; }

    public IReadOnlyDictionary<ushort, string>? Expose { get; init; }

    public IReadOnlyList<string>? DnsServer { get; init; }

    public IReadOnlyList<string>? DnsSearch { get; init; }

    public IReadOnlyList<string>? DnsOption { get; init; }

    [JsonPropertyName("hostadd")]
    public IReadOnlyList<string>? HostAdd { get; init; }

    public SpecResources? ResourceLimits { get; init; }

    [JsonPropertyName("r_limits")]
    public IReadOnlyList<SpecUlimit>? Ulimits { get; init; }

    public long? OomScoreAdj { get; init; }

    [JsonPropertyName("weightDevice")]
    public IReadOnlyDictionary<string, SpecWeight>? WeightDevice { get; init; }

    [JsonPropertyName("throttleReadBpsDevice")]
    public IReadOnlyDictionary<string, SpecRate>? ThrottleReadBps { get; init; }

    [JsonPropertyName("throttleWriteBpsDevice")]
    public IReadOnlyDictionary<string, SpecRate>? ThrottleWriteBps { get; init; }

    [JsonPropertyName("throttleReadIOPSDevice")]
    public IReadOnlyDictionary<string, SpecRate>? ThrottleReadIops { get; init; }

    [JsonPropertyName("throttleWriteIOPSDevice")]
    public IReadOnlyDictionary<string, SpecRate>? ThrottleWriteIops { get; init; }
}
