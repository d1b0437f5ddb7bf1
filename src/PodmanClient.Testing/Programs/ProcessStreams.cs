namespace Podman.Testing.Programs;

/// <summary>The three streams a process is born with.</summary>
internal sealed record ProcessStreams(Stream Input, Stream Output, Stream Error)
{
    /// <summary>Whether the input comes from the container's terminal.</summary>
    public bool IsTerminal => Input is TerminalReader or GatedInputStream { IsTerminal: true };
}
