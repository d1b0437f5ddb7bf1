namespace Varlink.Tool;

/// <summary>What a script learns from the program's end.</summary>
internal static class ExitStatus
{
    public const int Success = 0;

    /// <summary>The service answered with an error, or a file is not what it should be.</summary>
    public const int Failed = 1;

    /// <summary>No connection, or it broke, or no answer came in time.</summary>
    public const int NoConnection = 2;

    /// <summary>EX_USAGE of sysexits.h: the command line is wrong, and nothing was done.</summary>
    public const int Usage = 64;

    /// <summary>Ctrl-C, as shells count it: 128 and the number of SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>The reader of the output has closed it, as shells count it: 128 and the number of SIGPIPE.</summary>
    public const int OutputClosed = 141;

    /// <summary>Stopped by a service manager or <c>kill</c>, as shells count it: 128 and the number of SIGTERM.</summary>
    public const int Terminated = 143;

    /// <summary>The statuses in words, for the help.</summary>
    public const string Explanation = """
        Exit status:
          0    it worked
          1    the service answered with an error, or a file has errors
          2    no connection, a connection that broke, or no answer in time
          64   wrong usage
          130  ended by Ctrl-C; 143 by SIGTERM
          141  the reader of the output has closed it
        """;
}
