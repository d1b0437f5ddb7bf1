using System.Globalization;

namespace Podman.Testing.Programs;

/// <summary>Linux's signal numbers, as far as something here means one by its name.</summary>
internal static class Signals
{
    public const int Hup = 1;
    public const int Int = 2;
    public const int Quit = 3;
    public const int Kill = 9;
    public const int Usr1 = 10;
    public const int Usr2 = 12;
    public const int Term = 15;

    /// <summary>SIGTSTP: Ctrl-Z.</summary>
    public const int TerminalStop = 20;

    /// <summary>SIGWINCH: the terminal has another size.</summary>
    public const int WindowChange = 28;

    /// <summary>The last real-time signal.</summary>
    public const int Max = 64;

    private static readonly Dictionary<string, int> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["HUP"] = Hup,
        ["INT"] = Int,
        ["QUIT"] = Quit,
        ["KILL"] = Kill,
        ["USR1"] = Usr1,
        ["USR2"] = Usr2,
        ["ALRM"] = 14,
        ["TERM"] = Term,
        ["CHLD"] = 17,
        ["CONT"] = 18,
        ["STOP"] = 19,
        ["WINCH"] = WindowChange,
    };

    /// <summary>Reads <c>TERM</c>, <c>SIGTERM</c> or <c>15</c>.</summary>
    public static bool TryParse(string text, out int signal)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out signal))
        {
            return signal is >= 0 and <= Max;
        }

        string name = text.StartsWith("SIG", StringComparison.OrdinalIgnoreCase) ? text[3..] : text;
        return ByName.TryGetValue(name, out signal);
    }
}
