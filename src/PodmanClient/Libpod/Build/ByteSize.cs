using System.Globalization;

namespace Podman.Libpod.Build;

/// <summary>Sizes with a unit, "512m", "2g", as command lines take them.</summary>
internal static class ByteSize
{
    private const string Units = "bkmgtp";

    /// <summary>The size in bytes; 0 for none; -1 means without a limit.</summary>
    /// <exception cref="ErrorOccurredException">It is no size.</exception>
    public static long Parse(string text, string member)
    {
        if (text.Length == 0)
        {
            return 0;
        }

        ReadOnlySpan<char> number = text.Trim().ToLowerInvariant();
        if (number.Length > 1 && number[^1] == 'b' && !char.IsAsciiDigit(number[^2]))
        {
            // "512mb", "512mib"
            number = number[..^1].TrimEnd('i');
        }

        int unit = number.IsEmpty ? -1 : Units.IndexOf(number[^1], StringComparison.Ordinal);
        if (unit >= 0)
        {
            number = number[..^1];
        }

        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal value)
            || Math.Abs(value) > long.MaxValue >> (10 * Math.Max(unit, 0)))
        {
            throw new ErrorOccurredException($"{member} is no size: \"{text}\"; sizes read 512m, 2g");
        }

        return (long)(value * (1L << (10 * Math.Max(unit, 0))));
    }
}
