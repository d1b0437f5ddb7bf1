namespace Podman.Testing.Programs.Shell;

/// <summary>What the scanner stands before.</summary>
internal enum TokenKind
{
    Word,
    Operator,
    Newline,
    End,
}

/// <summary>A token: a word, or an operator's text. A digit directly before a redirection belongs to it: <c>2></c>.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, Word? Word = null, int? Descriptor = null);

/// <summary>Cuts a script into words and operators. Words are read by <see cref="WordReader"/>, which may come back here for <c>$(...)</c>.</summary>
internal sealed class ShellScanner(string text, int position = 0)
{
    private static readonly string[] Operators = ["&&", "||", ";;", ">>", ">&", "<&", ";", "&", "|", "(", ")", "<", ">"];

    private Token? _peeked;

    public string Source { get; } = text;

    public int Position { get; set; } = position;

    public Token Peek() => _peeked ??= Scan();

    public Token Next()
    {
        Token token = Peek();
        _peeked = null;
        return token;
    }

    private Token Scan()
    {
        SkipBlanks();
        if (Position >= Source.Length)
        {
            return new Token(TokenKind.End, "");
        }

        if (Source[Position] == '\n')
        {
            Position++;
            return new Token(TokenKind.Newline, "newline");
        }

        int? descriptor = null;
        if (char.IsAsciiDigit(Source[Position]) && Position + 1 < Source.Length && Source[Position + 1] is ('<' or '>'))
        {
            descriptor = Source[Position++] - '0';
        }

        foreach (string op in Operators)
        {
            if (string.CompareOrdinal(Source, Position, op, 0, op.Length) == 0)
            {
                Position += op.Length;
                return new Token(TokenKind.Operator, op, Descriptor: descriptor);
            }
        }

        return new Token(TokenKind.Word, "word", new WordReader(this).Read());
    }

    private void SkipBlanks()
    {
        while (Position < Source.Length)
        {
            char c = Source[Position];
            if (c is ' ' or '\t' or '\r')
            {
                Position++;
            }
            else if (c == '\\' && Position + 1 < Source.Length && Source[Position + 1] == '\n')
            {
                Position += 2;
            }
            else if (c == '#')
            {
                int end = Source.IndexOf('\n', Position);
                Position = end < 0 ? Source.Length : end;
            }
            else
            {
                return;
            }
        }
    }
}
