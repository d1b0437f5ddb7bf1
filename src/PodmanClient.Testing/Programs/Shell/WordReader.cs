using System.Text;

namespace Podman.Testing.Programs.Shell;

/// <summary>Reads one word: its quotes, its expansions.</summary>
internal sealed class WordReader(ShellScanner scanner)
{
    private static readonly string[] ParameterOperators = [":-", ":=", ":+", ":?", "##", "%%", "-", "=", "+", "?", "#", "%"];

    private readonly ShellScanner _scanner = scanner;
    private readonly List<WordPart> _parts = [];
    private readonly StringBuilder _literal = new();

    private string Source => _scanner.Source;

    private bool AtEnd => _scanner.Position >= Source.Length;

    private char Current => Source[_scanner.Position];

    public Word Read()
    {
        while (!AtEnd && Current is not (' ' or '\t' or '\r' or '\n' or ';' or '&' or '|' or '(' or ')' or '<' or '>'))
        {
            ReadPiece();
        }

        Flush(isQuoted: false);
        return new Word(_parts);
    }

    /// <summary>Reads up to a closing character: the argument in <c>${x:-word}</c>, in which blanks are text.</summary>
    public Word ReadUntil(char close)
    {
        while (!AtEnd && Current != close)
        {
            ReadPiece();
        }

        Expect(close);
        Flush(isQuoted: false);
        return new Word(_parts);
    }

    /// <summary>Reads a text in which everything but expansions stands for itself: the expression in <c>$(( ))</c>.</summary>
    public Word ReadWhole()
    {
        while (!AtEnd)
        {
            if (Current == '$')
            {
                ReadDollar(isQuoted: true);
            }
            else
            {
                _literal.Append(Take());
            }
        }

        Flush(isQuoted: true);
        return new Word(_parts);
    }

    private void ReadPiece()
    {
        switch (Current)
        {
            case '\'':
                ReadSingleQuoted();
                break;
            case '"':
                ReadDoubleQuoted();
                break;
            case '\\':
                ReadBackslash();
                break;
            case '$':
                ReadDollar(isQuoted: false);
                break;
            case '`':
                ReadBackquoted(isQuoted: false);
                break;
            default:
                _literal.Append(Take());
                break;
        }
    }

    private void ReadSingleQuoted()
    {
        Flush(isQuoted: false);
        _scanner.Position++;
        int end = Source.IndexOf('\'', _scanner.Position);
        if (end < 0)
        {
            throw new ShellSyntaxException("unterminated quoted string", isIncomplete: true);
        }

        _parts.Add(new LiteralPart(Source[_scanner.Position..end], true));
        _scanner.Position = end + 1;
    }

    private void ReadDoubleQuoted()
    {
        Flush(isQuoted: false);
        _scanner.Position++;
        int before = _parts.Count;
        while (!AtEnd && Current != '"')
        {
            if (Current == '\\' && _scanner.Position + 1 < Source.Length && Source[_scanner.Position + 1] is ('$' or '`' or '"' or '\\' or '\n'))
            {
                _scanner.Position++;
                char escaped = Take();
                if (escaped != '\n')
                {
                    _literal.Append(escaped);
                }
            }
            else if (Current == '$')
            {
                ReadDollar(isQuoted: true);
            }
            else if (Current == '`')
            {
                ReadBackquoted(isQuoted: true);
            }
            else
            {
                _literal.Append(Take());
            }
        }

        Expect('"');
        Flush(isQuoted: true);
        if (_parts.Count == before)
        {
            // "" is a word, though an empty one.
            _parts.Add(new LiteralPart("", true));
        }
    }

    private void ReadBackslash()
    {
        _scanner.Position++;
        if (AtEnd)
        {
            _literal.Append('\\');
            return;
        }

        char escaped = Take();
        if (escaped != '\n')
        {
            Flush(isQuoted: false);
            _parts.Add(new LiteralPart(escaped.ToString(), true));
        }
    }

    private void ReadDollar(bool isQuoted)
    {
        _scanner.Position++;
        if (AtEnd || !(Current is '(' or '{' or '_' or '?' or '$' or '!' or '#' or '@' or '*' or '-' || char.IsAsciiLetterOrDigit(Current)))
        {
            _literal.Append('$');
            return;
        }

        Flush(isQuoted);
        if (Current == '{')
        {
            _scanner.Position++;
            _parts.Add(ReadBraced(isQuoted));
        }
        else if (Current == '(')
        {
            _scanner.Position++;
            _parts.Add(ReadParenthesized(isQuoted));
        }
        else
        {
            _parts.Add(new ParameterPart(ReadName(), "", null, isQuoted));
        }
    }

    private ParameterPart ReadBraced(bool isQuoted)
    {
        if (Current == '#' && _scanner.Position + 1 < Source.Length && Source[_scanner.Position + 1] != '}')
        {
            _scanner.Position++;
            string counted = ReadName();
            Expect('}');
            return new ParameterPart(counted, "#", null, isQuoted);
        }

        string name = ReadName();
        if (!AtEnd && Current == '}')
        {
            _scanner.Position++;
            return new ParameterPart(name, "", null, isQuoted);
        }

        string op = ParameterOperators.FirstOrDefault(o => string.CompareOrdinal(Source, _scanner.Position, o, 0, o.Length) == 0)
            ?? throw new ShellSyntaxException("bad substitution");
        _scanner.Position += op.Length;
        return new ParameterPart(name, op, new WordReader(_scanner).ReadUntil('}'), isQuoted);
    }

    private WordPart ReadParenthesized(bool isQuoted)
    {
        if (!AtEnd && Current == '(')
        {
            _scanner.Position++;
            int start = _scanner.Position;
            int end = EndOfArithmetic(start);
            _scanner.Position = end + 2;
            return new ArithmeticPart(new WordReader(new ShellScanner(Source[start..end])).ReadWhole(), isQuoted);
        }

        // The commands are read in place, as only their grammar knows which parenthesis closes.
        ShellNode command = new ShellParser(_scanner).ParseSubstitution();
        return new CommandPart(command, isQuoted);
    }

    private int EndOfArithmetic(int start)
    {
        int depth = 0;
        for (int i = start; i + 1 < Source.Length; i++)
        {
            if (Source[i] == '(')
            {
                depth++;
            }
            else if (Source[i] == ')' && depth-- == 0)
            {
                return Source[i + 1] == ')' ? i : throw new ShellSyntaxException("missing '))'", isIncomplete: true);
            }
        }

        throw new ShellSyntaxException("missing '))'", isIncomplete: true);
    }

    private void ReadBackquoted(bool isQuoted)
    {
        Flush(isQuoted);
        _scanner.Position++;
        int end = Source.IndexOf('`', _scanner.Position);
        if (end < 0)
        {
            throw new ShellSyntaxException("EOF in backquote substitution");
        }

        ShellNode command = new ShellParser(new ShellScanner(Source[_scanner.Position..end])).ParseScript();
        _scanner.Position = end + 1;
        _parts.Add(new CommandPart(command, isQuoted));
    }

    private string ReadName()
    {
        int start = _scanner.Position;
        if (AtEnd)
        {
            throw new ShellSyntaxException("bad substitution");
        }

        _scanner.Position++;
        if (char.IsAsciiLetter(Source[start]) || Source[start] == '_')
        {
            while (!AtEnd && (char.IsAsciiLetterOrDigit(Current) || Current == '_'))
            {
                _scanner.Position++;
            }
        }

        return Source[start.._scanner.Position];
    }

    private char Take() => Source[_scanner.Position++];

    private void Expect(char c)
    {
        if (AtEnd || Current != c)
        {
            throw new ShellSyntaxException(c == '"' ? "unterminated quoted string" : "bad substitution", isIncomplete: AtEnd);
        }

        _scanner.Position++;
    }

    private void Flush(bool isQuoted)
    {
        if (_literal.Length > 0)
        {
            _parts.Add(new LiteralPart(_literal.ToString(), isQuoted));
            _literal.Clear();
        }
    }
}
