using System.Globalization;

namespace Podctl.Output;

/// <summary>Values as people read them.</summary>
internal static class Format
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    public static string ShortId(string id) => id.Length > 12 ? id[..12] : id;

    /// <summary>An image's name without what goes without saying.</summary>
    public static string ImageName(string name) => name.StartsWith("docker.io/library/", StringComparison.Ordinal) ? name["docker.io/library/".Length..] : name;

    public static string Bytes(long bytes)
    {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < Units.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        return unit == 0 ? $"{bytes} B" : string.Create(CultureInfo.InvariantCulture, $"{value:0.0} {Units[unit]}");
    }

    public static string Percent(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.0}%");

    /// <summary>Cuts a text that would push everything else out of a terminal's line.</summary>
    public static string Cut(string text, int length) => text.Length <= length ? text : $"{text[..(length - 1)]}…";

    /// <summary>A Go duration, <c>1h2m3.45s</c>, without the fraction.</summary>
    public static string Age(string duration)
    {
        int point = duration.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? duration
            : duration.EndsWith("ms", StringComparison.Ordinal) || duration.EndsWith("µs", StringComparison.Ordinal) ? "0s"
            : $"{duration[..point]}s";
    }
}
