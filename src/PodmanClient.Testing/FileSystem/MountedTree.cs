namespace Podman.Testing.FileSystem;

/// <summary>A tree that lies over a path of a container: its changes are not the container's.</summary>
/// <param name="Path">Where, normalised.</param>
/// <param name="Tree">What. The root may be a single file.</param>
/// <param name="IsReadOnly">Whether writing fails.</param>
internal sealed record MountedTree(string Path, FileTree Tree, bool IsReadOnly);
