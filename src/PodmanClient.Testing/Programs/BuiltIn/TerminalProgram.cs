namespace Podman.Testing.Programs.BuiltIn;

/// <summary><c>stty size</c>: the rows and columns of the terminal; <c>stty raw -echo</c>: what it makes of keys, by the words that are known here.</summary>
internal static class TerminalProgram
{
    public static async Task<int> RunAsync(ContainerProcess process)
    {
        if (process.Space.Terminal is not { } terminal)
        {
            await process.StandardError.WriteLineAsync("stty: standard input: Inappropriate ioctl for device").ConfigureAwait(false);
            return 1;
        }

        if (process.Arguments is [_, "size"])
        {
            await process.StandardOutput.WriteLineAsync($"{terminal.Size.Rows} {terminal.Size.Columns}").ConfigureAwait(false);
            return 0;
        }

        if (process.Arguments.Count == 1)
        {
            await process.StandardError.WriteLineAsync("stty: only 'stty size' and settings are known here").ConfigureAwait(false);
            return 1;
        }

        TerminalSettings settings = terminal.Settings;
        foreach (string word in process.Arguments.Skip(1))
        {
            if (settings.With(word) is not { } changed)
            {
                await process.StandardError.WriteLineAsync($"stty: the setting '{word}' is not known here").ConfigureAwait(false);
                return 1;
            }

            settings = changed;
        }

        terminal.Settings = settings;
        return 0;
    }
}
