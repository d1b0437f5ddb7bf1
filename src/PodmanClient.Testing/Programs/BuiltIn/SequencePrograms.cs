using System.Globalization;
using System.Text;

namespace Podman.Testing.Programs.BuiltIn;

/// <summary>Programs that write many lines.</summary>
internal static class SequencePrograms
{
    /// <summary><c>seq last</c>, <c>seq first last</c>, <c>seq first step last</c>, of whole numbers.</summary>
    public static async Task<int> SequenceAsync(ContainerProcess process)
    {
        var numbers = new List<long>();
        foreach (string argument in process.Arguments.Skip(1))
        {
            if (!long.TryParse(argument, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
            {
                return await process.FailAsync($"invalid number '{argument}'").ConfigureAwait(false);
            }

            numbers.Add(number);
        }

        if (numbers.Count is 0 or > 3 || (numbers.Count == 3 && numbers[1] == 0))
        {
            return await process.FailAsync("usage: seq [FIRST [INC]] LAST").ConfigureAwait(false);
        }

        long first = numbers.Count > 1 ? numbers[0] : 1;
        long step = numbers.Count == 3 ? numbers[1] : 1;
        long last = numbers[^1];
        var text = new StringBuilder();
        for (long i = first; step > 0 ? i <= last : i >= last; i += step)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i}\n");
            if (text.Length >= 4096)
            {
                await process.WriteAsync(text.ToString()).ConfigureAwait(false);
                text.Clear();
            }
        }

        return text.Length > 0 ? await process.WriteAsync(text.ToString()).ConfigureAwait(false) : 0;
    }

    /// <summary><c>yes [word]</c>: writes until nobody reads any more.</summary>
    public static async Task<int> YesAsync(ContainerProcess process)
    {
        string line = (process.Arguments.Count > 1 ? string.Join(' ', process.Arguments.Skip(1)) : "y") + "\n";
        while (true)
        {
            await process.WriteAsync(line).ConfigureAwait(false);
            await Task.Yield();
        }
    }
}
