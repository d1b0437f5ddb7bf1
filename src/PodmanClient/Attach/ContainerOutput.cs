namespace Podman;

/// <summary>A piece of what a container's program wrote, as it was written: it may end in the middle of a line, or of a character.</summary>
/// <param name="Stream">
/// Where it was written: <see cref="ContainerLogSource.StandardOutput"/> or <see cref="ContainerLogSource.StandardError"/>. With a terminal
/// everything is standard output.
/// </param>
/// <param name="Data">The bytes. They are the receiver's to keep.</param>
public readonly record struct ContainerOutput(ContainerLogSource Stream, ReadOnlyMemory<byte> Data);
