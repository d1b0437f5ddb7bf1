using System.Text.Json.Serialization;
using Podman.Libpod.Rest.Models;

namespace Podman.Libpod.Rest;

/// <summary>Writes how to create a container. The names there are all of one kind, unlike those that Podman answers with.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(SpecGenerator))]
internal sealed partial class SpecJson : JsonSerializerContext;
