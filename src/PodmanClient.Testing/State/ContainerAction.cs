namespace Podman.Testing.State;

/// <summary>What an operation sets going in a state that allows it.</summary>
internal enum ContainerAction
{
    /// <summary>Nothing: the operation succeeds and the state stays.</summary>
    Nothing,

    /// <summary>Set the container up in the runtime.</summary>
    Initialize,

    /// <summary>Run the program.</summary>
    Run,

    /// <summary>End the program: the stop signal, after the time limit SIGKILL.</summary>
    End,

    /// <summary>End the program, then run it anew.</summary>
    EndAndRun,

    /// <summary>Send a signal.</summary>
    Signal,

    /// <summary>Freeze the program.</summary>
    Freeze,

    /// <summary>Let the frozen program go on.</summary>
    Thaw,

    /// <summary>Answer once the program has ended.</summary>
    AwaitExit,

    /// <summary>Delete the container.</summary>
    Delete,

    /// <summary>End the program, then delete the container.</summary>
    EndAndDelete,

    /// <summary>Look at the container.</summary>
    Look,
}
