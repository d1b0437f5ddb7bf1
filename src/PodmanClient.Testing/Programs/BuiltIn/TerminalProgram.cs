namespace Podman.Testing.Programs.BuiltIn;

/// <summary><c>stty size</c>: the rows and columns of the terminal. Other settings it has none.</summary>
internal static class TerminalProgram
{
    public static async Task<int> RunAsync(ContainerProcess process)
    {
        if (process.TerminalSize is not { } size)
        {
            await process.StandardError.WriteLineAsync("stty: standard input: Inappropriate ioctl for device").ConfigureAwait(false);
            return 1;
        }

        if (process.Arguments is not [_, "size"])
        {
            await process.StandardError.WriteLineAsync("stty: only 'stty size' is known here").ConfigureAwait(false);
            return 1;
        }

        await process.StandardOutput.WriteLineAsync($"{size.Rows} {size.Columns}").ConfigureAwait(false);
        return 0;
    }
}
