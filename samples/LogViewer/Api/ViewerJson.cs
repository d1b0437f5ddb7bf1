using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace LogViewer.Api;

/// <summary>How what is sent is written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(IReadOnlyList<ContainerView>))]
[JsonSerializable(typeof(LogEvent))]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class ViewerJson : JsonSerializerContext;
