namespace QuickStart;

/// <summary>Which engine the tour drives.</summary>
internal enum EngineKind
{
    /// <summary>One in this process.</summary>
    Reference,

    /// <summary>A Podman that runs already.</summary>
    Podman,
}
