using System.Globalization;

namespace Podman.Testing.Formats;

/// <summary>Times and durations as Go prints them: Podman 0.8 sends Go's text where later versions send RFC 3339.</summary>
internal static class GoTime
{
    /// <summary>Go's zero time in JSON: a container that never started has it as its start.</summary>
    public const string ZeroJson = "0001-01-01T00:00:00Z";

    private const long TicksPerMicrosecond = TimeSpan.TicksPerMillisecond / 1000;

    /// <summary><c>2026-11-23 20:27:41.4613969 +0000 UTC</c>: trailing zeros of the fraction are dropped, and the point with them.</summary>
    public static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + Fraction(time) + " +0000 UTC";

    /// <summary><c>2026-11-23T20:27:41.4613969Z</c>, as in inspect data.</summary>
    public static string Json(DateTimeOffset? time) => time is { } value
        ? value.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) + Fraction(value) + "Z"
        : ZeroJson;

    /// <summary><c>2026-11-23T21:11:41.751428700+00:00</c>: the beginning of a log line, always with nine digits.</summary>
    public static string LogStamp(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff00", CultureInfo.InvariantCulture) + "+00:00";

    /// <summary><c>8.033971ms</c>, <c>1.5421009s</c>, <c>1h2m3s</c>: a duration as Go's String method gives it.</summary>
    public static string Duration(TimeSpan duration)
    {
        long ticks = duration.Ticks;
        if (ticks < 0)
        {
            return "-" + Duration(duration.Negate());
        }

        if (ticks == 0)
        {
            return "0s";
        }

        // Below a second Go picks the largest unit that leaves a digit before the point.
        if (ticks < TicksPerMicrosecond)
        {
            return (ticks * 100).ToString(CultureInfo.InvariantCulture) + "ns";
        }

        if (ticks < TimeSpan.TicksPerMillisecond)
        {
            return Decimal(ticks, TicksPerMicrosecond) + "µs";
        }

        if (ticks < TimeSpan.TicksPerSecond)
        {
            return Decimal(ticks, TimeSpan.TicksPerMillisecond) + "ms";
        }

        long hours = ticks / TimeSpan.TicksPerHour;
        long minutes = ticks / TimeSpan.TicksPerMinute % 60;
        string seconds = Decimal(ticks % TimeSpan.TicksPerMinute, TimeSpan.TicksPerSecond) + "s";
        return hours > 0 ? $"{hours}h{minutes}m{seconds}"
            : minutes > 0 ? $"{minutes}m{seconds}"
            : seconds;
    }

    /// <summary><c>45m 2.41s</c>, from an hour on <c>1h 1m 52.76s (Approximately 0.04 days)</c>: the uptime that GetInfo reports.</summary>
    public static string Uptime(TimeSpan uptime)
    {
        string seconds = (uptime.Ticks % TimeSpan.TicksPerMinute / (decimal)TimeSpan.TicksPerSecond)
            .ToString("0.##", CultureInfo.InvariantCulture) + "s";
        if (uptime < TimeSpan.FromHours(1))
        {
            return uptime < TimeSpan.FromMinutes(1) ? seconds : $"{uptime.Minutes}m {seconds}";
        }

        string days = uptime.TotalDays.ToString("0.00", CultureInfo.InvariantCulture);
        return $"{(long)uptime.TotalHours}h {uptime.Minutes}m {seconds} (Approximately {days} days)";
    }

    private static string Fraction(DateTimeOffset time)
    {
        long ticks = time.UtcTicks % TimeSpan.TicksPerSecond;
        return ticks == 0 ? "" : "." + ticks.ToString("D7", CultureInfo.InvariantCulture).TrimEnd('0');
    }

    private static string Decimal(long ticks, long unit) =>
        (ticks / (decimal)unit).ToString("0.#######", CultureInfo.InvariantCulture);
}
