using System.Text.Json;
using Varlink.Conformance.Replay.Identity;

namespace Varlink.Conformance.Replay.Wanted;

/// <summary>Where the daemon crashed, hung up without a word, lost something or could not do what it was asked: the engine does the sane thing.</summary>
internal static class BrokenDifferences
{
    private const string Occurred = "io.podman.ErrorOccurred";

    public static IReadOnlyList<WantedDifference> All { get; } =
    [
        new(
            "Crash",
            WantedKind.Broken,
            "The daemon crashed: the engine answers ErrorOccurred, and goes on.",
            call => call.Row.ExitStatus is > 0
                || (call.Next?.ExitStatus is > 0 && call.Row.IsClosed && call.EngineError == Occurred)),
        new(
            "HangUp",
            WantedKind.Broken,
            "The daemon hung up on a call that it could not fulfil, without a reply: the engine answers ErrorOccurred.",
            call => call.Row is { IsClosed: true, Replies.Count: 0 } && call.Next?.ExitStatus is null
                && CallText.MethodOf(call.Message) is not null && call.EngineError == Occurred && !call.Outcome.IsClosed),
        new(
            "FollowedLogs",
            WantedKind.Broken,
            "A followed log lost what was written in the last second before its end, and came in batches: the engine sends every line, when it is "
            + "written. PodmanQuirks.PolledLogs does as the daemon did.",
            call => call.Method == "GetContainerLogs" && FollowedLog.IsSentAtOnce(call)),
        new(
            "CommitMessages",
            WantedKind.Broken,
            "The daemon dropped the message of a commit: the engine keeps it. PodmanQuirks.CommitsDropMessages does as the daemon did.",
            call => call.Method is "HistoryImage" or "InspectImage" && call.Difference.Recorded.Length == 0
                && (call.Difference.Path.EndsWith(".comment", StringComparison.Ordinal)
                    || call.Difference.Path.EndsWith(".Comment", StringComparison.Ordinal))),
        new(
            "ShmSize",
            WantedKind.Broken,
            "RUN failed in builds that did not give shm_size: the engine builds. PodmanQuirks.BuildsNeedShmSize does as the daemon did.",
            call => call.Method == "BuildImage" && string.IsNullOrEmpty(call.Parameter("build", "shm_size"))
                && call.RecordedText.Contains("Command:run ", StringComparison.Ordinal) && call.EngineError is null,
            (call, _) => call.EngineText("image", "id") is { } id ? [Remove(id)] : []),
        new(
            "ShortNames",
            WantedKind.Broken,
            "Names of several words without a registry were not found in the registries that are searched: the engine finds them. "
            + "PodmanQuirks.OnlyOneWordIsShort does as the daemon did.",
            call => call.Method == "PullImage" && call.RecordedError == Occurred && call.EngineError is null
                && call.Parameter("name") is { } name && name.Contains('/', StringComparison.Ordinal),
            (call, ask) => call.SearchedRegistries.Select(registry => $"{registry}/{call.Parameter("name")}")
                .Where(name => !call.WasThere(call.EngineText("id")) || HasOtherNames(ask(Get(name)))).Select(Remove)),
        new(
            "HiddenNames",
            WantedKind.Broken,
            "A container whose name is also the beginning of another's id was not found: the engine finds it by its name. "
            + "PodmanQuirks.IdsHideNames does as the daemon did.",
            call => call.Method == "GetContainer" && call.RecordedError == "io.podman.ContainerNotFound" && call.EngineError is null),
    ];

    private static string Get(string image) => $$$"""{"method":"io.podman.GetImage","parameters":{"name":"{{{image}}}"}}""";

    private static bool HasOtherNames(string reply) =>
        CallText.Parse(reply) is { } json && json.TryGetProperty("parameters", out JsonElement parameters)
        && parameters.TryGetProperty("image", out JsonElement image) && image.TryGetProperty("repoTags", out JsonElement names)
        && names.ValueKind == JsonValueKind.Array && names.GetArrayLength() > 1;

    private static string Remove(string image) =>
        $$$"""{"method":"io.podman.RemoveImage","parameters":{"name":"{{{image}}}","force":false}}""";
}
