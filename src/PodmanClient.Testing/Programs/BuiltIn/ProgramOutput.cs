using System.Text;

namespace Podman.Testing.Programs.BuiltIn;

/// <summary>What programs say, in the words of busybox.</summary>
internal static class ProgramOutput
{
    /// <summary>Writes a text with one call, so that it arrives as a whole.</summary>
    public static async Task<int> WriteAsync(this ContainerProcess process, string text)
    {
        await process.Streams.Output.WriteAsync(Encoding.UTF8.GetBytes(text), process.Killed).ConfigureAwait(false);
        return 0;
    }

    /// <summary>Writes <c>name: message</c> to the standard error.</summary>
    /// <returns>1.</returns>
    public static async Task<int> FailAsync(this ContainerProcess process, string message)
    {
        string name = FileSystem.PathText.Name(process.Arguments[0]);
        await process.Streams.Error.WriteAsync(Encoding.UTF8.GetBytes($"{name}: {message}\n"), process.Killed).ConfigureAwait(false);
        return 1;
    }

    /// <summary>The arguments that are no options, and the letters of those that are.</summary>
    public static (IReadOnlyList<string> Operands, string Options) Split(this ContainerProcess process)
    {
        var operands = new List<string>();
        string options = "";
        bool isOver = false;
        foreach (string argument in process.Arguments.Skip(1))
        {
            if (isOver || argument.Length < 2 || argument[0] != '-')
            {
                operands.Add(argument);
            }
            else if (argument == "--")
            {
                isOver = true;
            }
            else
            {
                options += argument[1..];
            }
        }

        return (operands, options);
    }
}
