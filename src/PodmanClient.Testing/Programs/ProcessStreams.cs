namespace Podman.Testing.Programs;

/// <summary>The three streams a process is born with.</summary>
internal sealed record ProcessStreams(Stream Input, Stream Output, Stream Error);
