namespace Podman.Testing.State;

/// <summary>One cell of the table: what happens, and the state it leads to; or why nothing does.</summary>
internal readonly record struct ContainerTransition
{
    private ContainerTransition(ContainerAction action, ContainerStatus? target, string? refusal)
    {
        Action = action;
        Target = target;
        Refusal = refusal;
    }

    public ContainerAction Action { get; }

    /// <summary>The state afterwards; null when the container is gone, or when the program decides (a signal, a wait).</summary>
    public ContainerStatus? Target { get; }

    /// <summary>The error's text, in which {0} is the container's id and {1} the name the caller used; null when allowed.</summary>
    public string? Refusal { get; }

    public static ContainerTransition Do(ContainerAction action, ContainerStatus? target = null) => new(action, target, null);

    public static ContainerTransition Refuse(string text) => new(ContainerAction.Nothing, null, text);
}
