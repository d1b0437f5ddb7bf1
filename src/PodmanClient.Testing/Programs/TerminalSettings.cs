namespace Podman.Testing.Programs;

/// <summary>What a terminal makes of what is typed and written: the settings of <c>stty</c> that something here heeds.</summary>
/// <param name="EditsLines"><c>icanon</c>: a program gets whole lines, which can be edited until then.</param>
/// <param name="Echoes"><c>echo</c>: what is typed is shown.</param>
/// <param name="SendsSignals"><c>isig</c>: Ctrl-C, Ctrl-\ and Ctrl-Z are signals.</param>
/// <param name="MapsReturns"><c>icrnl</c>: the key Return ends a line.</param>
/// <param name="MapsNewlines"><c>opost</c>: lines that are written end with CR and LF.</param>
internal sealed record TerminalSettings(bool EditsLines, bool Echoes, bool SendsSignals, bool MapsReturns, bool MapsNewlines)
{
    /// <summary>Those of a new terminal.</summary>
    public static TerminalSettings Sane { get; } = new(true, true, true, true, true);

    /// <summary>The settings after a word of <c>stty</c>'s command line; null for one that is not known.</summary>
    public TerminalSettings? With(string word)
    {
        bool isOn = !word.StartsWith('-');
        return word.TrimStart('-') switch
        {
            "sane" when isOn => Sane,
            "raw" => this with { EditsLines = !isOn, SendsSignals = !isOn, MapsReturns = !isOn, MapsNewlines = !isOn },
            "cooked" => With(isOn ? "-raw" : "raw"),
            "icanon" => this with { EditsLines = isOn },
            "echo" => this with { Echoes = isOn },
            "isig" => this with { SendsSignals = isOn },
            "icrnl" => this with { MapsReturns = isOn },
            "opost" => this with { MapsNewlines = isOn },
            _ => null,
        };
    }
}
