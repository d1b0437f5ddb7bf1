using System.Globalization;
using System.Text;

namespace Varlink.CodeGeneration.Emit;

/// <summary>Writes text as C# literals.</summary>
internal static class CSharpLiterals
{
    /// <summary>An ordinary literal: <c>"a\nb"</c>.</summary>
    public static string Quote(string text)
    {
        var result = new StringBuilder(text.Length + 2).Append('"');
        foreach (char c in text)
        {
            switch (c)
            {
                case '"':
                    result.Append("\\\"");
                    break;
                case '\\':
                    result.Append("\\\\");
                    break;
                case '\n':
                    result.Append("\\n");
                    break;
                case '\r':
                    result.Append("\\r");
                    break;
                case '\t':
                    result.Append("\\t");
                    break;
                default:
                    if (IsPlain(c))
                    {
                        result.Append(c);
                    }
                    else
                    {
                        result.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
                    }

                    break;
            }
        }

        return result.Append('"').ToString();
    }

    /// <summary>
    /// Whether a raw literal holds the text exactly, in a file whose lines end in LF. Carriage returns and other line ends would not
    /// survive an editor; what cannot be seen would not survive a reader.
    /// </summary>
    public static bool FitsRawLiteral(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (text[i] != '\n' && text[i] != '\t' && !IsPlain(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The quotes that open and close a raw literal of the text: three, or one more than the text has in a row.</summary>
    public static string RawQuotes(string text)
    {
        int longest = 2;
        int run = 0;
        foreach (char c in text)
        {
            run = c == '"' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return new string('"', longest + 1);
    }

    private static bool IsPlain(char c) => !char.IsControl(c) && !char.IsSurrogate(c) && char.GetUnicodeCategory(c) is not
        (UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.PrivateUse);
}
