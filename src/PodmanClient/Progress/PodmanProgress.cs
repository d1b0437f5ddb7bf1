using Varlink;

namespace Podman;

/// <summary>
/// What engines of this library say beyond <c>io.podman</c> while they work. PullImage has one reply in that interface; asked with
/// <c>more</c>, these engines answer with several, which carry a member <c>logs</c> beside <c>id</c>, as the replies of BuildImage do. Whoever does
/// not know that reads the id of the last one; and an engine that does not know it answers once, as ever.
/// </summary>
public static class PodmanProgress
{
    /// <summary>PullImage as a stream: what the pull writes, and in the last reply the id.</summary>
    public static VarlinkMethod<PodmanMethods.PullImageParameters, BuildResponse> PullImage { get; } = new(
        PodmanInterface.Name,
        PodmanMethods.PullImage.Name,
        PodmanMethods.PullImage.Traits | VarlinkMethodTraits.SupportsMore,
        PullImageParametersCodec.Write,
        PullImageParametersCodec.Read,
        BuildResponseCodec.Write,
        BuildResponseCodec.Read,
        PodmanErrors.Create);
}
