using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Podman;

/// <summary>
/// A number of bytes, for what requests count in bytes: <c>Memory = ByteSize.Parse("512m")</c>. Where they want a text, it is
/// <see cref="ToString"/>. Units are powers of 1024, as Podman has them: k, m, g, t, p.
/// </summary>
public readonly record struct ByteSize : ISpanParsable<ByteSize>, IComparable<ByteSize>
{
    private const string Units = "kmgtp";
    private const int BitsPerUnit = 10;

    /// <summary>Makes a size of a number of bytes.</summary>
    /// <param name="bytes">How many bytes, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">They are less than 0.</exception>
    public ByteSize(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        Bytes = bytes;
    }

    /// <summary>How many bytes.</summary>
    public long Bytes { get; }

    /// <summary>The bytes.</summary>
    /// <param name="size">The size.</param>
    public static implicit operator long(ByteSize size) => size.Bytes;

    /// <summary>Whether one size is less than another.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator <(ByteSize left, ByteSize right) => left.Bytes < right.Bytes;

    /// <summary>Whether one size is greater than another.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator >(ByteSize left, ByteSize right) => left.Bytes > right.Bytes;

    /// <summary>Whether one size is less than another, or equal.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator <=(ByteSize left, ByteSize right) => left.Bytes <= right.Bytes;

    /// <summary>Whether one size is greater than another, or equal.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator >=(ByteSize left, ByteSize right) => left.Bytes >= right.Bytes;

    /// <summary>So many times 1024 bytes.</summary>
    /// <param name="count">How many.</param>
    /// <returns>The size.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is less than 0.</exception>
    /// <exception cref="OverflowException">They are more bytes than a size counts.</exception>
    public static ByteSize FromKibibytes(long count) => new(checked(count * (1L << BitsPerUnit)));

    /// <summary>So many times 1024 × 1024 bytes.</summary>
    /// <param name="count">How many.</param>
    /// <returns>The size.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is less than 0.</exception>
    /// <exception cref="OverflowException">They are more bytes than a size counts.</exception>
    public static ByteSize FromMebibytes(long count) => new(checked(count * (1L << (2 * BitsPerUnit))));

    /// <summary>So many times 1024 × 1024 × 1024 bytes.</summary>
    /// <param name="count">How many.</param>
    /// <returns>The size.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is less than 0.</exception>
    /// <exception cref="OverflowException">They are more bytes than a size counts.</exception>
    public static ByteSize FromGibibytes(long count) => new(checked(count * (1L << (3 * BitsPerUnit))));

    /// <summary>Reads a size as command lines have it: <c>512m</c>, <c>1.5g</c>, <c>64MiB</c>, <c>4096</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The size, in whole bytes.</returns>
    /// <exception cref="FormatException">It is none.</exception>
    public static ByteSize Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out ByteSize size)
            ? size
            : throw new FormatException($"'{text}' is no size in bytes: sizes read 512m, 1.5g, 4096, with the units b, k, m, g, t and p.");
    }

    static ByteSize IParsable<ByteSize>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static ByteSize ISpanParsable<ByteSize>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s.ToString());

    /// <summary>Reads a size as <see cref="Parse(string)"/> does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">The size; 0 where the text is none.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out ByteSize size) => TryRead(text, out size);

    static bool IParsable<ByteSize>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ByteSize result) =>
        TryParse(s, out result);

    static bool ISpanParsable<ByteSize>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out ByteSize result) =>
        TryRead(s, out result);

    private static bool TryRead(ReadOnlySpan<char> s, out ByteSize result)
    {
        result = default;
        ReadOnlySpan<char> number = s;
        int shift = 0;
        if (EndsWith(number, 'b'))
        {
            number = number[..^1];
        }

        if (EndsWith(number, 'i') && number.Length < s.Length)
        {
            number = number[..^1];
        }

        if (!number.IsEmpty && Units.IndexOf(Lower(number[^1]), StringComparison.Ordinal) is var unit and >= 0)
        {
            shift = (unit + 1) * BitsPerUnit;
            number = number[..^1];
        }
        else if (s.Length - number.Length > 1)
        {
            // "5ib"
            return false;
        }

        if (EndsWith(number, ' ') && number.Length < s.Length)
        {
            number = number[..^1];
        }

        if (number.IsEmpty || !char.IsAsciiDigit(number[0]) || !char.IsAsciiDigit(number[^1])
            || !decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)
            || value >= ((decimal)long.MaxValue + 1) / (1L << shift))
        {
            return false;
        }

        result = new ByteSize((long)(value * (1L << shift)));
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(ByteSize other) => Bytes.CompareTo(other.Bytes);

    /// <summary>The size in the largest unit that it is a whole number of.</summary>
    /// <returns><c>512m</c>, <c>1536k</c>, <c>1000</c>.</returns>
    public override string ToString()
    {
        int unit = 0;
        long count = Bytes;
        while (count != 0 && unit < Units.Length && count % (1L << BitsPerUnit) == 0)
        {
            count >>= BitsPerUnit;
            unit++;
        }

        return count.ToString(CultureInfo.InvariantCulture) + (unit == 0 ? "" : Units[(unit - 1)..unit]);
    }

    private static bool EndsWith(ReadOnlySpan<char> text, char letter) => !text.IsEmpty && Lower(text[^1]) == letter;

    // The invariant culture would take the sign for kelvin for a k.
    private static char Lower(char letter) => char.IsAsciiLetterUpper(letter) ? (char)(letter | 0x20) : letter;
}
