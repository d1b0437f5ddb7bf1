namespace Podman.Testing;

/// <summary>
/// What the real Podman 0.8 does otherwise than its documentation says, or than anybody would wish. The engine does not do it unless asked: a
/// client that must work with real daemons should be tested with <see cref="All"/> as well.
/// </summary>
[Flags]
public enum PodmanQuirks
{
    /// <summary>The documented behaviour.</summary>
    None = 0,

    /// <summary>
    /// The five methods that are not implemented answer with the error <c>org.varlink.service.MethodNotImplemented</c>, not with the reply
    /// <c>notimplemented</c>.
    /// </summary>
    UnimplementedMethodsFail = 1,

    /// <summary>
    /// CreateContainer and GetImage answer <c>ErrorOccurred</c> for an image that cannot be found, and ListContainerChanges for a container;
    /// not <c>ImageNotFound</c> and <c>ContainerNotFound</c>.
    /// </summary>
    MissingIsErrorOccurred = 2,

    /// <summary>
    /// A followed log is looked at once a beat, and what a program wrote between the last look and its end is never sent.
    /// </summary>
    PolledLogs = 4,

    /// <summary>A followed build sends hundreds of replies without any content.</summary>
    FloodedBuilds = 8,

    /// <summary>Short names are looked for in the search registries only when they are one word: <c>team/app</c> is not.</summary>
    OnlyOneWordIsShort = 16,

    /// <summary>The message of a commit is dropped, as the default format of images has no place for it in the daemon's eyes.</summary>
    CommitsDropMessages = 32,

    /// <summary>A RUN instruction fails in a build that does not give <c>shm_size</c>.</summary>
    BuildsNeedShmSize = 64,

    /// <summary>
    /// Some calls that cannot be fulfilled are answered with nothing: the connection is closed. The real daemon crashes of a commit with the
    /// change <c>ENV=A</c>, of an import under a name that is none, of a build without FROM or without tags; it hangs up on ExportImage with a
    /// tag that is none. Without it they are <c>ErrorOccurred</c>.
    /// </summary>
    HangUps = 128,

    /// <summary>
    /// A container whose name is also the beginning of another's id is not found by its name, and such a name of an image finds the image with the
    /// id. Ids are random: a container called <c>db</c> is lost once among 256 others, on average.
    /// </summary>
    IdsHideNames = 256,

    /// <summary>All of them.</summary>
    All = UnimplementedMethodsFail | MissingIsErrorOccurred | PolledLogs | FloodedBuilds | OnlyOneWordIsShort | CommitsDropMessages |
        BuildsNeedShmSize | HangUps | IdsHideNames,
}
