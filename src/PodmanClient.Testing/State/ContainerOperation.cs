namespace Podman.Testing.State;

/// <summary>What a client can ask of a container that depends on its state.</summary>
internal enum ContainerOperation
{
    Start,
    Stop,
    Restart,
    Kill,
    Pause,
    Unpause,
    Wait,
    Remove,
    RemoveForce,
    Attach,
    Top,

    /// <summary>GetContainer, InspectContainer, logs, changes, exports, commits: whatever leaves the container as it is.</summary>
    Examine,
}
