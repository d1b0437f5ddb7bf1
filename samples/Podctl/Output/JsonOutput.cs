using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Podman;

namespace Podctl.Output;

/// <summary>What <c>--json</c> writes. The code is generated when podctl is compiled: a native program has no reflection to find out with.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LogSourceConverter)])]
[JsonSerializable(typeof(IEnumerable<ListContainerData>), TypeInfoPropertyName = "Containers")]
[JsonSerializable(typeof(IEnumerable<ImageInList>), TypeInfoPropertyName = "Images")]
[JsonSerializable(typeof(IEnumerable<Usage>), TypeInfoPropertyName = "Usages")]
[JsonSerializable(typeof(ContainerLogLine), TypeInfoPropertyName = "LogLine")]
[JsonSerializable(typeof(EngineInfo))]
[JsonSerializable(typeof(ImageResult))]
[JsonSerializable(typeof(RunResult))]
[JsonSerializable(typeof(WaitResult))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class JsonTypes : JsonSerializerContext;

/// <summary>The two forms that the documents have.</summary>
internal static class JsonOutput
{
    /// <summary>Over several lines.</summary>
    public static JsonTypes Indented { get; } = new(Format(isIndented: true));

    /// <summary>In one line, for what comes piece by piece.</summary>
    public static JsonTypes Line { get; } = new(Format(isIndented: false));

    private static JsonSerializerOptions Format(bool isIndented) => new(JsonTypes.Default.Options)
    {
        WriteIndented = isIndented,

        // For a terminal or a script, not for a page of HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}

/// <summary>The source of a line of a log as <c>standardOutput</c>.</summary>
internal sealed class LogSourceConverter() : JsonStringEnumConverter<ContainerLogSource>(JsonNamingPolicy.CamelCase);

/// <summary>What <c>info</c> tells.</summary>
internal sealed record EngineInfo(PodmanVersion Version, PodmanInfo Info);

/// <summary>What <c>pull</c> and <c>build</c> made.</summary>
internal sealed record ImageResult(string? Name, string Id);

/// <summary>How <c>run</c> ended.</summary>
internal sealed record RunResult(string ContainerId, long ExitCode, string StandardOutput, string StandardError);

/// <summary>What <c>wait</c> saw.</summary>
internal sealed record WaitResult(string Name, string State, long? ExitCode);
