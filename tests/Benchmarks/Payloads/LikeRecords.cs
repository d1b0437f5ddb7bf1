using System.Text.Json.Serialization;

namespace Varlink.Benchmarks.Payloads;

/// <summary>What a user would write for System.Text.Json's source generator: records with the same members as the generated ones.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.Unspecified)]
[JsonSerializable(typeof(ListContainersReply))]
[JsonSerializable(typeof(LikeCall))]
internal sealed partial class LikeRecords : JsonSerializerContext;

internal sealed record ListContainersReply
{
    [JsonPropertyName("parameters")]
    public ListContainersParameters Parameters { get; init; } = new();
}

internal sealed record ListContainersParameters
{
    [JsonPropertyName("containers")]
    public IReadOnlyList<LikeContainer> Containers { get; init; } = [];
}

internal sealed record LikeContainer
{
    [JsonPropertyName("id")]
    public string Id { get; init; } = "";

    [JsonPropertyName("image")]
    public string Image { get; init; } = "";

    [JsonPropertyName("imageid")]
    public string ImageId { get; init; } = "";

    [JsonPropertyName("command")]
    public IReadOnlyList<string>? Command { get; init; }

    [JsonPropertyName("createdat")]
    public string CreatedAt { get; init; } = "";

    [JsonPropertyName("runningfor")]
    public string RunningFor { get; init; } = "";

    [JsonPropertyName("status")]
    public string Status { get; init; } = "";

    [JsonPropertyName("ports")]
    public IReadOnlyList<LikePort>? Ports { get; init; }

    [JsonPropertyName("rootfssize")]
    public long RootFsSize { get; init; }

    [JsonPropertyName("rwsize")]
    public long RwSize { get; init; }

    [JsonPropertyName("names")]
    public string Names { get; init; } = "";

    [JsonPropertyName("labels")]
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    [JsonPropertyName("mounts")]
    public IReadOnlyList<LikeMount>? Mounts { get; init; }

    [JsonPropertyName("containerrunning")]
    public bool ContainerRunning { get; init; }

    [JsonPropertyName("namespaces")]
    public LikeNamespaces? Namespaces { get; init; }
}

internal sealed record LikePort
{
    [JsonPropertyName("host_port")]
    public string HostPort { get; init; } = "";

    [JsonPropertyName("host_ip")]
    public string HostIp { get; init; } = "";

    [JsonPropertyName("protocol")]
    public string Protocol { get; init; } = "";

    [JsonPropertyName("container_port")]
    public string ContainerPort { get; init; } = "";
}

internal sealed record LikeMount
{
    [JsonPropertyName("destination")]
    public string Destination { get; init; } = "";

    [JsonPropertyName("type")]
    public string Type { get; init; } = "";

    [JsonPropertyName("source")]
    public string Source { get; init; } = "";

    [JsonPropertyName("options")]
    public IReadOnlyList<string>? Options { get; init; }
}

internal sealed record LikeNamespaces
{
    [JsonPropertyName("user")]
    public string User { get; init; } = "";

    [JsonPropertyName("uts")]
    public string Uts { get; init; } = "";

    [JsonPropertyName("pidns")]
    public string PidNs { get; init; } = "";

    [JsonPropertyName("pid")]
    public string Pid { get; init; } = "";

    [JsonPropertyName("cgroup")]
    public string Cgroup { get; init; } = "";

    [JsonPropertyName("net")]
    public string Net { get; init; } = "";

    [JsonPropertyName("mnt")]
    public string Mnt { get; init; } = "";

    [JsonPropertyName("ipc")]
    public string Ipc { get; init; } = "";
}
