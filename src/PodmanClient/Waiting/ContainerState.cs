namespace Podman;

/// <summary>
/// What a container is doing, as <see cref="ListContainerData.Status"/> tells it. A daemon may know others than those named here:
/// <c>new ContainerState("stopped")</c> is one of Podman 1.9.
/// </summary>
/// <param name="name">The state as it goes over the wire.</param>
public readonly struct ContainerState(string name) : IEquatable<ContainerState>
{
    private readonly string? _name = name;

    /// <summary>Created by a client; nothing is set up for it on the host.</summary>
    public static ContainerState Configured { get; } = new("configured");

    /// <summary>Set up on the host, for being attached to; its program has not been started.</summary>
    public static ContainerState Created { get; } = new("created");

    /// <summary>Its program runs.</summary>
    public static ContainerState Running { get; } = new("running");

    /// <summary>Its program is frozen.</summary>
    public static ContainerState Paused { get; } = new("paused");

    /// <summary>Its program has ended. It can be started again.</summary>
    public static ContainerState Exited { get; } = new("exited");

    /// <summary>The state as it goes over the wire, in lower case.</summary>
    public string Name => _name ?? "";

    /// <summary>Whether both are the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they are.</returns>
    public static bool operator ==(ContainerState left, ContainerState right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they do.</returns>
    public static bool operator !=(ContainerState left, ContainerState right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(ContainerState other) => string.Equals(Name, other.Name, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ContainerState other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>The name.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Name;
}
