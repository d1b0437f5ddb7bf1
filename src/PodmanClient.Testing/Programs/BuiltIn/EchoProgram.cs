using System.Text;

namespace Podman.Testing.Programs.BuiltIn;

/// <summary><c>echo [-n] [-e] words</c>.</summary>
internal static class EchoProgram
{
    public static async Task<int> RunAsync(ContainerProcess process)
    {
        IEnumerable<string> words = process.Arguments.Skip(1);
        bool newline = true;
        bool escapes = false;
        while (words.FirstOrDefault() is { Length: > 1 } option && option[0] == '-' && option.AsSpan(1).IndexOfAnyExcept("neE") < 0)
        {
            newline &= !option.Contains('n', StringComparison.Ordinal);
            escapes = option.Contains('e', StringComparison.Ordinal) || (escapes && !option.Contains('E', StringComparison.Ordinal));
            words = words.Skip(1);
        }

        string text = string.Join(' ', words) + (newline ? "\n" : "");
        byte[] bytes = escapes ? Escapes.Expand(text) : Encoding.UTF8.GetBytes(text);
        await process.Streams.Output.WriteAsync(bytes, process.Killed).ConfigureAwait(false);
        return 0;
    }
}
