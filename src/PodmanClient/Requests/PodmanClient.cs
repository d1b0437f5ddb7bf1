using Podman.Requests;

namespace Podman;

/// <content>Requests that every engine would refuse are not sent.</content>
public sealed partial class PodmanClient
{
    static partial void CheckCreateContainer(CreateContainerOptions create) => Refusals.Throw(Refusals.Of(create), nameof(create));

    static partial void CheckBuildImage(BuildInfo build) => Refusals.Throw(Refusals.Of(build), nameof(build));

    static partial void CheckKillContainer(string name, long signal) => Refusals.Throw(Refusals.OfSignal(signal), nameof(signal));
}
