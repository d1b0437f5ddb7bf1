namespace Podctl;

/// <summary>What the program ends with. <c>run</c> ends with what its container ended with instead.</summary>
internal static class ExitStatus
{
    public const int Success = 0;

    /// <summary>The engine answered with an error, or what was waited for did not come.</summary>
    public const int Failed = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;

    /// <summary>No engine could be reached, or the connection broke.</summary>
    public const int NoConnection = 3;

    /// <summary>The reader of the output has gone: 128 and the number of SIGPIPE.</summary>
    public const int OutputClosed = 141;

    /// <summary>Ctrl-C: 128 and the number of SIGINT, as shells have it.</summary>
    public const int Interrupted = 130;
}
