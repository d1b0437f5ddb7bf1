namespace Podman;

/// <summary>A container that was waited for has passed the state, and does not come back to it by itself.</summary>
public sealed class ContainerStateException : Exception
{
    internal ContainerStateException(string name, ContainerState awaited, ContainerState actual)
        : base(
            $"The container '{name}' is {actual}: it does not become {awaited} by itself any more. Where somebody else takes it there, set " +
            $"{nameof(ContainerWaitOptions)}.{nameof(ContainerWaitOptions.FailWhenPassed)} to false.")
    {
        Name = name;
        Awaited = awaited;
        Actual = actual;
    }

    /// <summary>The name or id that was given.</summary>
    public string Name { get; }

    /// <summary>The state that was waited for.</summary>
    public ContainerState Awaited { get; }

    /// <summary>The state that the container is in.</summary>
    public ContainerState Actual { get; }
}
