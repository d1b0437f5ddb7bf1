using System.Text.Json;
using System.Text.Json.Serialization;

namespace Podman.Libpod.Rest.Models;

/// <summary>GET version: what Podman and its helpers are.</summary>
internal sealed record RestVersion(string? Version, IReadOnlyList<RestComponent>? Components);

internal sealed record RestComponent(string? Name, string? Version, RestComponentDetails? Details);

internal sealed record RestComponentDetails(string? Arch, string? BuildTime, string? GitCommit, string? GoVersion, string? Os);

/// <summary>GET info: the host, its storage and Podman.</summary>
internal sealed record RestInfo(
    RestHost? Host, RestStore? Store, IReadOnlyDictionary<string, JsonElement>? Registries, RestInfoVersion? Version);

internal sealed record RestHost(
    string? Arch, long Cpus, string? Hostname, string? Kernel, long MemFree, long MemTotal, string? Os, long SwapFree, long SwapTotal, string? Uptime);

internal sealed record RestStore(
    RestCount? ContainerStore,
    RestCount? ImageStore,
    string? GraphDriverName,
    JsonElement GraphOptions,
    string? GraphRoot,
    IReadOnlyDictionary<string, string>? GraphStatus,
    string? RunRoot);

internal sealed record RestCount(long Number);

internal sealed record RestInfoVersion(string? Version, string? GoVersion, string? GitCommit);

/// <summary>What Podman knows of a registry; the other members are not needed.</summary>
internal sealed record RestRegistry(bool Insecure, [property: JsonPropertyName("Location")] string? Location);
