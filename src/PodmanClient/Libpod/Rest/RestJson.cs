using System.Text.Json;
using System.Text.Json.Serialization;
using Podman.Libpod.Rest.Models;

namespace Podman.Libpod.Rest;

/// <summary>Reads and writes the documents of Podman's REST API. Members go by their names, whatever the case: Podman mixes several.</summary>
[JsonSourceGenerationOptions(
    PropertyNameCaseInsensitive = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(RestVersion))]
[JsonSerializable(typeof(RestInfo))]
[JsonSerializable(typeof(RestRegistry))]
[JsonSerializable(typeof(IReadOnlyList<RestContainer>))]
[JsonSerializable(typeof(RestContainerDetails))]
[JsonSerializable(typeof(RestId))]
[JsonSerializable(typeof(IReadOnlyList<RestRemoval>))]
[JsonSerializable(typeof(RestProcesses))]
[JsonSerializable(typeof(IReadOnlyList<RestChange>))]
[JsonSerializable(typeof(RestStatsReport))]
[JsonSerializable(typeof(IReadOnlyList<RestImage>))]
[JsonSerializable(typeof(RestImageDetails))]
[JsonSerializable(typeof(IReadOnlyList<RestHistory>))]
[JsonSerializable(typeof(IReadOnlyList<RestSearchResult>))]
[JsonSerializable(typeof(RestImageRemoval))]
[JsonSerializable(typeof(RestLoaded))]
[JsonSerializable(typeof(RestStreamMessage))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(Dictionary<string, string[]>))]
[JsonSerializable(typeof(int))]
internal sealed partial class RestJson : JsonSerializerContext;
