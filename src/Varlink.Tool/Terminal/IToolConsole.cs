namespace Varlink.Tool.Terminal;

/// <summary>Where the program reads and writes.</summary>
internal interface IToolConsole
{
    /// <summary>What was asked for.</summary>
    TextWriter Out { get; }

    /// <summary>What went wrong.</summary>
    TextWriter Error { get; }

    /// <summary>Whether <see cref="Out"/> may have colours: it is a terminal, and NO_COLOR is not set.</summary>
    bool HasColours { get; }

    /// <summary>Whether somebody looks at <see cref="Out"/>, whose terminal must not be given a service's escape sequences.</summary>
    bool IsTerminal { get; }

    /// <summary>The standard input as bytes.</summary>
    Stream OpenInput();

    /// <summary>The standard output as bytes.</summary>
    Stream OpenOutput();
}
