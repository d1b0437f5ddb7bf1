using System.Globalization;

namespace Podman.Libpod.Mapping;

/// <summary>Durations as Go prints them: <c>8.033971ms</c>, <c>1.5421009s</c>, <c>1h2m3s</c>.</summary>
internal static class GoDuration
{
    public static string Format(TimeSpan duration)
    {
        if (duration < TimeSpan.Zero)
        {
            return "-" + Format(duration.Negate());
        }

        if (duration < TimeSpan.FromSeconds(1))
        {
            // Below a second Go picks the largest unit that leaves a digit before the point.
            return duration.Ticks switch
            {
                0 => "0s",
                < TimeSpan.TicksPerMicrosecond => Decimal(duration.Ticks * 100, 1) + "ns",
                < TimeSpan.TicksPerMillisecond => Decimal(duration.Ticks, TimeSpan.TicksPerMicrosecond) + "µs",
                _ => Decimal(duration.Ticks, TimeSpan.TicksPerMillisecond) + "ms",
            };
        }

        string seconds = Decimal(duration.Ticks % TimeSpan.TicksPerMinute, TimeSpan.TicksPerSecond) + "s";
        long hours = duration.Ticks / TimeSpan.TicksPerHour;
        return hours > 0 ? string.Create(CultureInfo.InvariantCulture, $"{hours}h{duration.Minutes}m{seconds}")
            : duration.Minutes > 0 ? string.Create(CultureInfo.InvariantCulture, $"{duration.Minutes}m{seconds}")
            : seconds;
    }

    private static string Decimal(long value, long unit) => (value / (decimal)unit).ToString("0.#######", CultureInfo.InvariantCulture);
}
