using System.Text.Json;
using Podman.Libpod.Rest;
using Podman.Libpod.Rest.Models;

namespace Podman.Libpod.Mapping;

/// <summary>Podman and its host as io.podman describes them.</summary>
internal static class SystemMapping
{
    private const string Engine = "Podman Engine";
    private const string SearchedRegistries = "search";

    public static PodmanVersion ToVersion(RestVersion version)
    {
        RestComponent? engine = version.Components?.FirstOrDefault(static component => component.Name == Engine);
        RestComponentDetails? details = engine?.Details;
        return new PodmanVersion
        {
            Version = engine?.Version ?? version.Version ?? "",
            GoVersion = details?.GoVersion ?? "",
            GitCommit = details?.GitCommit ?? "",
            Built = Rfc3339.TryParse(details?.BuildTime, out DateTimeOffset built) ? built.ToUnixTimeSeconds() : 0,
            OsArch = $"{details?.Os}/{details?.Arch}",
        };
    }

    public static PodmanInfo ToInfo(RestInfo info) => new()
    {
        Host = new InfoHost
        {
            MemFree = info.Host?.MemFree ?? 0,
            MemTotal = info.Host?.MemTotal ?? 0,
            SwapFree = info.Host?.SwapFree ?? 0,
            SwapTotal = info.Host?.SwapTotal ?? 0,
            Arch = info.Host?.Arch ?? "",
            Cpus = info.Host?.Cpus ?? 0,
            Hostname = info.Host?.Hostname ?? "",
            Kernel = info.Host?.Kernel ?? "",
            Os = info.Host?.Os ?? "",
            Uptime = info.Host?.Uptime ?? "",
        },
        Registries = SearchOrder(info.Registries),
        InsecureRegistries = Insecure(info.Registries),
        Store = new InfoStore
        {
            Containers = info.Store?.ContainerStore?.Number ?? 0,
            Images = info.Store?.ImageStore?.Number ?? 0,
            GraphDriverName = info.Store?.GraphDriverName ?? "",
            GraphDriverOptions = OptionsText(info.Store?.GraphOptions),
            GraphRoot = info.Store?.GraphRoot ?? "",
            GraphStatus = ToGraphStatus(info.Store?.GraphStatus),
            RunRoot = info.Store?.RunRoot ?? "",
        },
        Podman = new InfoPodmanBinary
        {
            GoVersion = info.Version?.GoVersion ?? "",
            PodmanVersion = info.Version?.Version ?? "",
            GitCommit = info.Version?.GitCommit ?? "",
        },
    };

    private static InfoGraphStatus ToGraphStatus(IReadOnlyDictionary<string, string>? status) => new()
    {
        BackingFilesystem = status?.GetValueOrDefault("Backing Filesystem") ?? "",
        NativeOverlayDiff = status?.GetValueOrDefault("Native Overlay Diff") ?? "",
        SupportsDType = status?.GetValueOrDefault("Supports d_type") ?? "",
    };

    private static IReadOnlyList<string> SearchOrder(IReadOnlyDictionary<string, JsonElement>? registries) =>
        registries is not null && registries.TryGetValue(SearchedRegistries, out JsonElement search) && search.ValueKind == JsonValueKind.Array
            ? search.Deserialize(RestJson.Default.StringArray) ?? []
            : [];

    private static IReadOnlyList<string> Insecure(IReadOnlyDictionary<string, JsonElement>? registries) =>
        [.. from registry in registries ?? new Dictionary<string, JsonElement>()
            where registry.Value.ValueKind == JsonValueKind.Object
                && registry.Value.Deserialize(RestJson.Default.RestRegistry) is { Insecure: true }
            orderby registry.Key
            select registry.Key];

    private static string OptionsText(JsonElement? options) =>
        options is { ValueKind: JsonValueKind.Object } element && element.EnumerateObject().Any() ? element.GetRawText() : "";
}
