using Podman.Requests;

namespace Podman;

/// <content>What can be said about a request before anybody is asked.</content>
public sealed partial record BuildInfo
{
    /// <summary>
    /// Refuses what every engine would refuse. <see cref="IPodmanClient.BuildImageAsync"/> of <see cref="PodmanClient"/> does it before
    /// anything is sent, and so do the streams of a build.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// No Dockerfile is named; or <see cref="Memory"/>, <see cref="MemorySwap"/> or <see cref="ShmSize"/> has no number. The message names the
    /// member.
    /// </exception>
    public void Validate() => Refusals.Throw(Refusals.Of(this), paramName: null);
}
