using System.Buffers;
using System.Globalization;
using System.Text;

namespace Podman.Libpod.Logs;

/// <summary>
/// Writes lines as they stand in a log file, <c>2018-08-23T21:11:41.751428792+00:00 stdout F text</c>, which is what io.podman gives. The API
/// gives the time, which Podman 3 and 4 cut to seconds, and marks a part of a line by leaving the line feed out.
/// </summary>
/// <param name="marksWholeLines">Whether whole lines have a line feed. Podman 3 joins the parts of a line itself, and gives none a line feed.</param>
internal sealed class LogLineFormatter(bool marksWholeLines)
{
    private const byte StandardError = 2;
    private const int FractionDigits = 9;
    private const int DateTimeLength = 19;

    // What a part of a line ended with that only the next part makes a character of: by stream.
    private readonly byte[][] _begun = [[], []];

    /// <param name="stream">1 for standard output, 2 for standard error.</param>
    /// <param name="frame">The time, a blank, and a line with its line feed or a part of one without.</param>
    public string Format(byte stream, ReadOnlySpan<byte> frame)
    {
        int blank = frame.IndexOf((byte)' ');
        ReadOnlySpan<byte> time = blank < 0 ? default : frame[..blank];
        ReadOnlySpan<byte> text = frame[(blank + 1)..];
        bool hasLineFeed = !text.IsEmpty && text[^1] == (byte)'\n';
        if (hasLineFeed)
        {
            text = text[..^1];
        }

        bool isWhole = hasLineFeed || !marksWholeLines;

        bool isError = stream == StandardError;
        string characters = Decode(isError ? 1 : 0, text, isWhole);
        return $"{Time(Encoding.ASCII.GetString(time))} {(isError ? "stderr" : "stdout")} {(isWhole ? 'F' : 'P')} {characters}\n";
    }

    /// <summary>Nine digits of fraction and an offset in digits, as in the log file.</summary>
    private static string Time(string text)
    {
        if (!Rfc3339.TryParse(text, out _))
        {
            return text;
        }

        int end = DateTimeLength;
        string fraction = "";
        if (text[end] == '.')
        {
            int start = ++end;
            while (char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            fraction = text[start..end];
        }

        string offset = text[end] is 'Z' or 'z' ? "+00:00" : text[end..];
        return string.Create(
            CultureInfo.InvariantCulture, $"{text.AsSpan(0, DateTimeLength)}.{fraction.PadRight(FractionDigits, '0')}{offset}");
    }

    /// <summary>
    /// Bytes that are no UTF-8 become U+FFFD. A long line is cut into parts wherever 8 KiB happen to end, within a character as well: the
    /// bytes before the cut wait for those behind it.
    /// </summary>
    private string Decode(int stream, ReadOnlySpan<byte> text, bool isWhole)
    {
        byte[] joined = [.. _begun[stream], .. text];
        int length = isWhole ? joined.Length : joined.Length - BegunLength(joined);
        _begun[stream] = joined[length..];
        return Encoding.UTF8.GetString(joined, 0, length);
    }

    /// <summary>How many bytes at the end begin a character without ending it.</summary>
    private static int BegunLength(ReadOnlySpan<byte> bytes)
    {
        for (int length = 1; length <= Math.Min(3, bytes.Length); length++)
        {
            if (Rune.DecodeFromUtf8(bytes[^length..], out _, out int consumed) == OperationStatus.NeedMoreData && consumed == length)
            {
                return length;
            }
        }

        return 0;
    }
}
