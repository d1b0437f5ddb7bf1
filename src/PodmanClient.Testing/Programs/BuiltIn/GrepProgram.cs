using System.Text;
using System.Text.RegularExpressions;

namespace Podman.Testing.Programs.BuiltIn;

/// <summary><c>grep [-ivqcFE] pattern [file]</c>.</summary>
internal static class GrepProgram
{
    public static async Task<int> RunAsync(ContainerProcess process)
    {
        (IReadOnlyList<string> operands, string options) = process.Split();
        if (operands.Count == 0)
        {
            await process.FailAsync("usage: grep [-ivqcFE] PATTERN [FILE]").ConfigureAwait(false);
            return 2;
        }

        Regex pattern;
        try
        {
            // Without backtracking a pattern cannot hang the engine.
            RegexOptions flags = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
            flags |= options.Contains('i', StringComparison.Ordinal) ? RegexOptions.IgnoreCase : RegexOptions.None;
            pattern = new Regex(options.Contains('F', StringComparison.Ordinal) ? Regex.Escape(operands[0]) : operands[0], flags);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            await process.FailAsync($"bad regex '{operands[0]}'").ConfigureAwait(false);
            return 2;
        }

        if (await TextPrograms.OpenAsync(process, [.. operands.Skip(1)]).ConfigureAwait(false) is not { } input)
        {
            return 2;
        }

        string text = Encoding.UTF8.GetString(await TextPrograms.ReadAllAsync(input, process.Killed).ConfigureAwait(false));
        bool isInverted = options.Contains('v', StringComparison.Ordinal);
        string[] found = text.Length == 0 ? [] : [.. text.TrimEnd('\n').Split('\n').Where(line => pattern.IsMatch(line) != isInverted)];
        if (options.Contains('c', StringComparison.Ordinal))
        {
            await process.WriteAsync($"{found.Length}\n").ConfigureAwait(false);
        }
        else if (!options.Contains('q', StringComparison.Ordinal) && found.Length > 0)
        {
            await process.WriteAsync(string.Concat(found.Select(line => line + "\n"))).ConfigureAwait(false);
        }

        return found.Length > 0 ? 0 : 1;
    }
}
