namespace Podman.Testing.Programs.Shell;

/// <summary>Leaves the shell: <c>exit</c>.</summary>
internal sealed class ShellExit(int status) : Exception
{
    public int Status { get; } = status;
}

/// <summary>Leaves a function: <c>return</c>.</summary>
internal sealed class ShellReturn(int status) : Exception
{
    public int Status { get; } = status;
}

/// <summary>Leaves loops, or the rest of their body: <c>break</c>, <c>continue</c>.</summary>
internal sealed class ShellLoopJump(int levels, bool isContinue) : Exception
{
    /// <summary>How many loops it still concerns.</summary>
    public int Levels { get; } = levels;

    public bool IsContinue { get; } = isContinue;
}

/// <summary>Leaves what a shell at a terminal is doing, for the next prompt: Ctrl-C.</summary>
internal sealed class ShellInterrupt : Exception;
