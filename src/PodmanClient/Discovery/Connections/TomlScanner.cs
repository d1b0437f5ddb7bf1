using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Podman.Discovery.Connections;

/// <summary>Walks through the characters of a TOML file.</summary>
internal sealed class TomlScanner(string text)
{
    private int _position;

    private char Current => _position < text.Length ? text[_position] : '\0';

    /// <summary>Goes to the next character that is neither blank nor comment; false at the end.</summary>
    public bool SkipToContent()
    {
        while (_position < text.Length)
        {
            if (Current == '#')
            {
                SkipLine();
            }
            else if (char.IsWhiteSpace(Current))
            {
                _position++;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    public void SkipLine()
    {
        int end = text.IndexOf('\n', _position);
        _position = end < 0 ? text.Length : end + 1;
    }

    public bool TryTake(char expected)
    {
        SkipBlanks();
        if (Current != expected)
        {
            return false;
        }

        _position++;
        return true;
    }

    /// <summary>A name of several parts: <c>engine.service_destinations."my host"</c>. Empty where there is none.</summary>
    public IReadOnlyList<string> ReadKey()
    {
        var parts = new List<string>();
        do
        {
            SkipBlanks();
            if (TryReadText(out string? quoted))
            {
                parts.Add(quoted);
                continue;
            }

            int start = _position;
            while (TomlReader.IsBareKey(Current))
            {
                _position++;
            }

            if (_position == start)
            {
                return [];
            }

            parts.Add(text[start.._position]);
        }
        while (TryTake('.'));
        return parts;
    }

    /// <summary>A text of one line, in quotes of either kind.</summary>
    public bool TryReadText([NotNullWhen(true)] out string? value)
    {
        SkipBlanks();
        value = null;
        char quote = Current;
        if (quote is not ('"' or '\'') || (_position + 2 < text.Length && text[_position + 1] == quote && text[_position + 2] == quote))
        {
            return false;
        }

        var content = new StringBuilder();
        int position = _position + 1;
        for (; position < text.Length && text[position] is not ('\n' or '\r'); position++)
        {
            char c = text[position];
            if (c == quote)
            {
                _position = position + 1;
                value = content.ToString();
                return true;
            }

            if (c != '\\' || quote == '\'' || position + 1 >= text.Length)
            {
                content.Append(c);
                continue;
            }

            char escape = text[++position];
            int digits = escape == 'u' ? 4 : escape == 'U' ? 8 : 0;
            if (digits > 0 && position + digits < text.Length)
            {
                TomlReader.AppendCodePoint(content, text.Substring(position + 1, digits));
                position += digits;
            }
            else
            {
                content.Append(TomlReader.Unescape(escape) ?? escape.ToString());
            }
        }

        return false;
    }

    /// <summary>Passes over a value that is no text: a list or a table may take several lines, and so may a text in three quotes.</summary>
    public void SkipValue()
    {
        int depth = 0;
        while (_position < text.Length)
        {
            if (TrySkipLongText() || TryReadText(out _))
            {
                continue;
            }

            char c = Current;
            if (c == '#')
            {
                SkipLine();
                if (depth == 0)
                {
                    return;
                }

                continue;
            }

            _position++;
            depth += c is '[' or '{' ? 1 : c is ']' or '}' ? -1 : 0;
            if (c == '\n' && depth <= 0)
            {
                return;
            }
        }
    }

    private bool TrySkipLongText()
    {
        char quote = Current;
        string mark = new(quote, 3);
        if (quote is not ('"' or '\'') || string.CompareOrdinal(text, _position, mark, 0, mark.Length) != 0)
        {
            return false;
        }

        int end = text.IndexOf(mark, _position + mark.Length, StringComparison.Ordinal);
        _position = end < 0 ? text.Length : end + mark.Length;
        return true;
    }

    private void SkipBlanks()
    {
        while (Current is ' ' or '\t')
        {
            _position++;
        }
    }
}
