namespace Varlink.Transports;

/// <summary>A program that was started for one connection.</summary>
internal abstract class ChildProcess
{
    /// <summary>Completes when the program has ended and nothing of it is left. Never fails.</summary>
    public abstract Task<ProcessExit> Exited { get; }

    /// <summary>What the program last wrote to its standard error.</summary>
    public abstract OutputTail Output { get; }

    /// <summary>Asks the program to end. Does nothing when it has.</summary>
    public abstract void Terminate();

    /// <summary>Ends the program. Does nothing when it has ended.</summary>
    public abstract void Kill();
}
