using Varlink.Idl.Diagnostics;
using Varlink.Idl.Syntax;

namespace Varlink.Idl.Parsing;

/// <summary>Cuts the text into tokens and comments, in one pass that looks at most two characters ahead.</summary>
internal sealed class Lexer
{
    private readonly string _text;
    private readonly DiagnosticBag _diagnostics;
    private readonly List<Token> _tokens = [];
    private readonly List<Comment> _comments = [];
    private int _position;
    private int _line = 1;
    private int _lineStart;
    private bool _isFirstOnLine = true;
    private bool _followsJunk;

    private Lexer(string text, DiagnosticBag diagnostics)
    {
        _text = text;
        _diagnostics = diagnostics;
        if (text.Length > 0 && text[0] == Characters.ByteOrderMark)
        {
            // No editor counts it, so neither do the columns.
            _position = _lineStart = 1;
        }
    }

    public static LexedText Lex(string text, DiagnosticBag diagnostics)
    {
        Lexer lexer = new(text, diagnostics);
        while (lexer._position < text.Length)
        {
            lexer.Step();
        }

        lexer.Add(TokenKind.End, 0);
        return new LexedText(text, lexer._tokens, lexer._comments);
    }

    private void Step()
    {
        char c = _text[_position];
        if (Characters.IsLineEnd(c))
        {
            EndLine(c);
        }
        else if (Characters.IsBlank(c))
        {
            _position++;
        }
        else if (c == '#')
        {
            int length = RestOfLine();
            _comments.Add(new Comment(Here(length), _isFirstOnLine));
            _position += length;
        }
        else if (StartsWord())
        {
            Add(TokenKind.Word, WordLength());
        }
        else
        {
            Symbol(c);
        }
    }

    private void EndLine(char c)
    {
        _position += c == '\r' && Peek(1) == '\n' ? 2 : 1;
        _line++;
        _lineStart = _position;
        _isFirstOnLine = true;
    }

    private void Symbol(char c)
    {
        switch (c)
        {
            case '(': Add(TokenKind.OpenParenthesis, 1); break;
            case ')': Add(TokenKind.CloseParenthesis, 1); break;
            case '[': Add(TokenKind.OpenBracket, 1); break;
            case ']': Add(TokenKind.CloseBracket, 1); break;
            case '?': Add(TokenKind.Question, 1); break;
            case ':': Add(TokenKind.Colon, 1); break;
            case ',': Add(TokenKind.Comma, 1); break;
            case '-' when Peek(1) == '>': Add(TokenKind.Arrow, 2); break;
            case '{': Replace('{', '(', TokenKind.OpenParenthesis); break;
            case '}': Replace('}', ')', TokenKind.CloseParenthesis); break;
            case '/' when Peek(1) == '/': SlashComment(); break;
            default: Junk(); break;
        }
    }

    /// <summary>The reader plainly means the other character: with it in place, the rest of the text can be checked as well.</summary>
    private void Replace(char found, char meant, TokenKind kind)
    {
        bool isBehindHeader = found == '{' && _tokens.Count == 2;
        string mend = isBehindHeader ? "remove it, and the '}' that closes it. The members simply follow the name of the interface" : $"write '{meant}' instead";
        _diagnostics.Report(IdlDiagnosticKinds.UnexpectedCharacter, Here(1), $"'{found}' has no meaning here: {mend}.");
        Add(kind, 1);
    }

    private void SlashComment()
    {
        int length = RestOfLine();
        _diagnostics.Report(IdlDiagnosticKinds.WrongCommentMarker, Here(length), "A comment starts with '#': write '#' in place of '//'.");
        _position += length;
    }

    /// <summary>A run of characters that have no meaning is one mistake, not one for each of them.</summary>
    private void Junk()
    {
        int length = 1;
        while (_position + length < _text.Length && IsJunk(_position + length))
        {
            length++;
        }

        _diagnostics.Report(IdlDiagnosticKinds.UnexpectedCharacter, Here(length), JunkMessage.For(_text.Substring(_position, length)));
        _position += length;
        _followsJunk = true;
        _isFirstOnLine = false;
    }

    private bool IsJunk(int position)
    {
        char c = _text[position];
        return !Characters.IsLineEnd(c) && !Characters.IsBlank(c) && !Characters.IsWordPart(c)
            && c is not ('(' or ')' or '[' or ']' or '?' or ':' or ',' or '#' or '{' or '}' or '/');
    }

    /// <summary>A dash or a dot by itself is no word, and the dash of an arrow is none either.</summary>
    private bool StartsWord()
    {
        char c = _text[_position];
        return c is '-' or '.' ? Characters.IsWordPart(Peek(1)) : Characters.IsWordPart(c);
    }

    private int WordLength()
    {
        int end = _position + 1;
        while (end < _text.Length && Characters.IsWordPart(_text[end]) && !IsArrow(end))
        {
            end++;
        }

        return end - _position;
    }

    private bool IsArrow(int position) => _text[position] == '-' && position + 1 < _text.Length && _text[position + 1] == '>';

    private int RestOfLine()
    {
        int end = _position;
        while (end < _text.Length && !Characters.IsLineEnd(_text[end]))
        {
            end++;
        }

        return end - _position;
    }

    private char Peek(int distance) => _position + distance < _text.Length ? _text[_position + distance] : '\0';

    private TextSpan Here(int length) => new(_position, length, _line, _position - _lineStart + 1);

    private void Add(TokenKind kind, int length)
    {
        _tokens.Add(new Token(kind, Here(length), _comments.Count, _isFirstOnLine, _followsJunk));
        _position += length;
        _isFirstOnLine = false;
        _followsJunk = false;
    }
}
