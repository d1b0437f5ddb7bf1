namespace Podman;

/// <summary>
/// Reads times as Go writes them into logs: <c>2018-08-23T21:11:41.751428792+00:00</c>, with any number of fraction digits. .NET's own parser
/// stops at seven.
/// </summary>
internal static class Rfc3339
{
    private const int DateTimeLength = 19; // 2018-08-23T21:11:41
    private const int OffsetLength = 6; // +00:00
    private const int TickDigits = 7;

    /// <summary>Reads a time. What a tick of 100 ns cannot hold is cut off.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset value)
    {
        value = default;
        if (text.Length <= DateTimeLength || !TryReadDateTime(text[..DateTimeLength], out DateTime time))
        {
            return false;
        }

        ReadOnlySpan<char> rest = text[DateTimeLength..];
        long ticks = 0;
        if (rest[0] == '.' && !TryReadFraction(ref rest, out ticks))
        {
            return false;
        }

        if (!TryReadOffset(rest, out TimeSpan offset))
        {
            return false;
        }

        // At either end of the calendar, the same moment in UTC lies outside of it.
        long utcTicks = time.Ticks - offset.Ticks;
        if (utcTicks < DateTime.MinValue.Ticks || utcTicks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        value = new DateTimeOffset(time.Ticks + ticks, offset);
        return true;
    }

    private static bool TryReadDateTime(ReadOnlySpan<char> text, out DateTime value)
    {
        value = default;
        if (text[4] != '-' || text[7] != '-' || text[10] is not ('T' or 't') || text[13] != ':' || text[16] != ':'
            || !TryReadNumber(text[..4], out int year) || !TryReadNumber(text[5..7], out int month)
            || !TryReadNumber(text[8..10], out int day) || !TryReadNumber(text[11..13], out int hour)
            || !TryReadNumber(text[14..16], out int minute) || !TryReadNumber(text[17..19], out int second))
        {
            return false;
        }

        if (year is < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        value = new DateTime(year, month, day, hour, minute, second);
        return true;
    }

    private static bool TryReadFraction(ref ReadOnlySpan<char> rest, out long ticks)
    {
        ticks = 0;
        int length = 1;
        while (length < rest.Length && char.IsAsciiDigit(rest[length]))
        {
            if (length <= TickDigits)
            {
                ticks = (ticks * 10) + (rest[length] - '0');
            }

            length++;
        }

        for (int digits = length - 1; digits < TickDigits; digits++)
        {
            ticks *= 10;
        }

        rest = rest[length..];
        return length > 1;
    }

    private static bool TryReadOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (text is "Z" or "z")
        {
            return true;
        }

        // DateTimeOffset knows offsets up to 14 hours, which is what the world uses.
        if (text.Length != OffsetLength || text[0] is not ('+' or '-') || text[3] != ':'
            || !TryReadNumber(text[1..3], out int hours) || !TryReadNumber(text[4..6], out int minutes)
            || minutes > 59 || (hours * 60) + minutes > 14 * 60)
        {
            return false;
        }

        offset = new TimeSpan(hours, minutes, 0);
        offset = text[0] == '-' ? -offset : offset;
        return true;
    }

    private static bool TryReadNumber(ReadOnlySpan<char> digits, out int value)
    {
        value = 0;
        foreach (char digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        return true;
    }
}
