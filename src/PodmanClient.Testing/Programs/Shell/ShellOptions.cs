namespace Podman.Testing.Programs.Shell;

/// <summary>The options of <c>set</c> and of the shell's command line that are followed here; others are accepted.</summary>
internal static class ShellOptions
{
    /// <summary>Applies <c>-ex</c> or <c>+e</c>.</summary>
    public static void Apply(ShellState state, string option)
    {
        bool isOn = option[0] == '-';
        foreach (char letter in option.AsSpan(1))
        {
            if (letter == 'e')
            {
                state.StopsOnError = isOn;
            }
            else if (letter == 'x')
            {
                state.Traces = isOn;
            }
        }
    }
}
