namespace Varlink.Conformance.Replay.Wanted;

/// <summary>Where the documentation of io.podman promises otherwise than the daemon did: the promise is kept.</summary>
internal static class PromisedDifferences
{
    private const string Occurred = "io.podman.ErrorOccurred";

    public static IReadOnlyList<WantedDifference> All { get; } =
    [
        new(
            "ImageNotFound",
            WantedKind.Promised,
            "GetImage and CreateContainer promise ImageNotFound for an image that cannot be found; the daemon answered ErrorOccurred.",
            call => call.Method is "GetImage" or "CreateContainer" && call.RecordedError == Occurred
                && call.EngineError == "io.podman.ImageNotFound"),
        new(
            "ContainerNotFound",
            WantedKind.Promised,
            "ListContainerChanges promises ContainerNotFound; the daemon answered ErrorOccurred.",
            call => call.Method == "ListContainerChanges" && call.RecordedError == Occurred
                && call.EngineError == "io.podman.ContainerNotFound"),
        new(
            "NotImplemented",
            WantedKind.Promised,
            "Methods without an implementation promise the reply NotImplemented; the daemon answered an error of the standard interface.",
            call => call.RecordedError == "org.varlink.service.MethodNotImplemented"
                && call.EngineText("notimplemented", "comment") is not null),
        new(
            "SearchImage",
            WantedKind.Promised,
            "SearchImage promises fully-qualified names and obeys its limit; the daemon sent neither.",
            call => call.Method == "SearchImage" && call.RecordedError is null && call.EngineError is null
                && (call.Difference.Path.EndsWith(".name", StringComparison.Ordinal)
                    || call.Difference.Path.EndsWith(".images", StringComparison.Ordinal))),
    ];
}
