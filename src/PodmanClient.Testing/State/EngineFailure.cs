namespace Podman.Testing.State;

/// <summary>Which of the interface's errors a failure becomes.</summary>
internal enum FailureKind
{
    ErrorOccurred,
    ContainerNotFound,
    ImageNotFound,

    /// <summary>ErrorOccurred; or a hang-up without a reply, where that is asked for.</summary>
    Unanswered,
}

/// <summary>
/// An operation that the engine refuses or cannot carry out. The state knows nothing of varlink; the handlers translate this into
/// the interface's error at one place.
/// </summary>
internal sealed class EngineFailure : Exception
{
    private EngineFailure(FailureKind kind, string text)
        : base(text) => Kind = kind;

    public FailureKind Kind { get; }

    /// <summary>A failure that only its text describes.</summary>
    public static EngineFailure Occurred(string reason) => new(FailureKind.ErrorOccurred, reason);

    /// <summary>A failure that the real daemon did not answer: it crashed, or hung up.</summary>
    public static EngineFailure Unanswered(string reason) => new(FailureKind.Unanswered, reason);

    /// <summary>No container goes by that name or id.</summary>
    public static EngineFailure NoContainer(string name) => new(FailureKind.ContainerNotFound, name);

    /// <summary>No image goes by that name or id.</summary>
    public static EngineFailure NoImage(string name) => new(FailureKind.ImageNotFound, name);

    /// <summary>The container was there, and has been removed while the operation waited.</summary>
    public static EngineFailure ContainerRemoved(string id) =>
        Occurred($"container {id} does not exist in database: no such container");
}
