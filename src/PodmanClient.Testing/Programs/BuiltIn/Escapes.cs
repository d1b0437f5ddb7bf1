using System.Globalization;
using System.Text;

namespace Podman.Testing.Programs.BuiltIn;

/// <summary>Backslash sequences of printf and <c>echo -e</c>. They make bytes, not characters.</summary>
internal static class Escapes
{
    public static byte[] Expand(string text)
    {
        var bytes = new List<byte>();
        for (int i = 0; i < text.Length;)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                i = ExpandOne(text, i + 1, bytes);
            }
            else
            {
                int length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(text.Substring(i, length)));
                i += length;
            }
        }

        return [.. bytes];
    }

    private static int ExpandOne(string text, int at, List<byte> bytes)
    {
        char c = text[at];
        if (c is >= '0' and <= '7')
        {
            // \0nnn and \nnn both, as busybox takes them.
            int end = at;
            int limit = c == '0' ? 4 : 3;
            while (end < text.Length && end - at < limit && text[end] is >= '0' and <= '7')
            {
                end++;
            }

            bytes.Add((byte)Convert.ToInt32(text[at..end], 8));
            return end;
        }

        if (c == 'x')
        {
            int end = at + 1;
            while (end < text.Length && end - at <= 2 && char.IsAsciiHexDigit(text[end]))
            {
                end++;
            }

            if (end > at + 1)
            {
                bytes.Add(byte.Parse(text.AsSpan(at + 1, end - at - 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                return end;
            }
        }

        switch (c)
        {
            case 'n': bytes.Add((byte)'\n'); break;
            case 't': bytes.Add((byte)'\t'); break;
            case 'r': bytes.Add((byte)'\r'); break;
            case 'a': bytes.Add(7); break;
            case 'b': bytes.Add(8); break;
            case 'f': bytes.Add(12); break;
            case 'v': bytes.Add(11); break;
            case 'e': bytes.Add(27); break;
            case '\\': bytes.Add((byte)'\\'); break;
            default: bytes.AddRange(Encoding.UTF8.GetBytes("\\" + c)); break;
        }

        return at + 1;
    }
}
