using System.Globalization;

namespace Podman.Testing.Programs.BuiltIn;

/// <summary><c>sleep 1.5</c>, <c>sleep 2m</c>, <c>sleep infinity</c>, on the engine's clock.</summary>
internal static class SleepProgram
{
    public static async Task<int> RunAsync(ContainerProcess process)
    {
        TimeSpan total = TimeSpan.Zero;
        foreach (string argument in process.Arguments.Skip(1))
        {
            if (!TryParse(argument, out TimeSpan duration))
            {
                return await process.FailAsync($"invalid number '{argument}'").ConfigureAwait(false);
            }

            total = duration == Timeout.InfiniteTimeSpan || total == Timeout.InfiniteTimeSpan ? Timeout.InfiniteTimeSpan : total + duration;
        }

        // The kernel does not let SIGTERM end process 1 by default, so that a container of which sleep is the program is only
        // ended by SIGKILL. A sleep that some shell started in it is an ordinary process.
        CancellationToken stop = process.ProcessId == 1 ? CancellationToken.None : process.StopRequested;
        await process.DelayAsync(total, stop).ConfigureAwait(false);
        return 0;
    }

    private static bool TryParse(string text, out TimeSpan duration)
    {
        duration = Timeout.InfiniteTimeSpan;
        if (text is "infinity" or "inf")
        {
            return true;
        }

        double unit = text.Length == 0 ? 0 : text[^1] switch
        {
            'm' => 60,
            'h' => 3600,
            'd' => 86400,
            _ => 1,
        };
        ReadOnlySpan<char> number = text.AsSpan().TrimEnd("smhd");
        bool isNumber = double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value);

        // What a timer cannot hold (49 days) is as good as for ever.
        bool isLong = isNumber && value * unit > TimeSpan.FromDays(49).TotalSeconds;
        duration = isNumber && !isLong ? TimeSpan.FromSeconds(value * unit) : Timeout.InfiniteTimeSpan;
        return isNumber;
    }
}
