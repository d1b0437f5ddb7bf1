namespace Varlink.Idl.Parsing;

/// <summary>Walks over the tokens of a text.</summary>
internal sealed class TokenReader(LexedText text)
{
    private readonly List<Token> _tokens = text.Tokens;

    /// <summary>The number of the current token.</summary>
    public int Index { get; private set; }

    public Token Current => _tokens[Index];

    /// <summary>The token before the current one. There is one wherever this is asked for.</summary>
    public Token Previous => _tokens[Index - 1];

    /// <summary>The token that many places ahead, or the end.</summary>
    public Token Peek(int distance) => At(Index + distance);

    public Token At(int index) => _tokens[Math.Min(index, _tokens.Count - 1)];

    public bool Is(TokenKind kind) => Current.Kind == kind;

    /// <summary>Goes on to the next token; stays at the end.</summary>
    /// <returns>The token that was the current one.</returns>
    public Token Advance()
    {
        Token token = Current;
        if (token.Kind != TokenKind.End)
        {
            Index++;
        }

        return token;
    }

    public bool Accept(TokenKind kind)
    {
        bool accepted = Is(kind);
        if (accepted)
        {
            Advance();
        }

        return accepted;
    }

    public string TextOf(Token token) => text.Source.Substring(token.Span.Start, token.Span.Length);

    /// <summary>The token as it is named in a message.</summary>
    public string Describe(Token token) => token.Kind == TokenKind.End ? "the end of the file" : $"'{Shorten(TextOf(token))}'";

    public bool IsWord(Token token, string word) =>
        token.Kind == TokenKind.Word && token.Span.Length == word.Length
        && string.CompareOrdinal(text.Source, token.Span.Start, word, 0, word.Length) == 0;

    public bool StartsUpper(Token token) => token.Kind == TokenKind.Word && Characters.IsUpper(text.Source[token.Span.Start]);

    /// <summary>Whether the word can hardly be anything but a type: one of the language's, or a name in upper case.</summary>
    public bool LooksLikeType(Token word) => StartsUpper(word) || Keywords.TryGetPrimitive(TextOf(word), out _);

    /// <summary>No message repeats a whole file that happens to be one word.</summary>
    public static string Shorten(string text) => text.Length <= 80 ? text : text.Substring(0, 77) + "...";
}
