using System.Globalization;
using System.Text;

namespace Varlink.Tool.Terminal;

/// <summary>Text of others in a form that cannot do anything to a terminal.</summary>
internal static class Printable
{
    /// <summary>Text of several lines: what is neither text nor a line end nor a tab is written as \u and its number.</summary>
    public static string Text(string text) => Replace(text, static character => character is '\n' or '\r' or '\t');

    /// <summary>The same for text that has to stay on its line.</summary>
    public static string Line(string text) => Replace(text, static _ => false);

    private static string Replace(string text, Func<char, bool> isKept)
    {
        StringBuilder? replaced = null;
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) && !isKept(text[i]))
            {
                replaced ??= new StringBuilder(text, 0, i, text.Length + 16);
                replaced.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
            }
            else
            {
                replaced?.Append(text[i]);
            }
        }

        return replaced?.ToString() ?? text;
    }
}
