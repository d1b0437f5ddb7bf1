using Podman.Requests;

namespace Podman;

/// <content>What can be said about a request before anybody is asked.</content>
public sealed partial record CreateContainerOptions
{
    /// <summary>
    /// Refuses what every engine would refuse. <see cref="IPodmanClient.CreateContainerAsync"/> of <see cref="PodmanClient"/> does it before
    /// anything is sent. What one Podman refuses and another one takes (a name with a blank, for example) is left to the engine.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// There is no image; or a member of <see cref="Publish"/> or <see cref="ExposedPorts"/> names no port. The message names the member.
    /// </exception>
    public void Validate() => Refusals.Throw(Refusals.Of(this), paramName: null);
}
