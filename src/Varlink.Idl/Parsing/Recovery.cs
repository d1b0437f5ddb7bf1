namespace Varlink.Idl.Parsing;

/// <summary>
/// Where to go on after a mistake. A mistake in a field costs at most that field, one in a member at most that member; and a
/// parenthesis that somebody forgot to close does not swallow the members behind it.
/// </summary>
internal sealed class Recovery(TokenReader tokens)
{
    /// <summary>Whether a member starts at the current token, or that many tokens ahead, looked at from between members.</summary>
    public bool IsAtMember(int distance = 0) => IsMemberKeyword(tokens.Peek(distance)) && tokens.Peek(distance + 1).Kind == TokenKind.Word;

    /// <summary>
    /// Whether a member starts at the current token, looked at from inside of parentheses. There <c>type</c> may well be the name
    /// of a field, so more is asked for: two words in a row, and either a new line or the parenthesis of the member.
    /// </summary>
    public bool IsAtMemberInsideList() =>
        IsAtMember() && tokens.StartsUpper(tokens.Peek(1))
        && (tokens.Peek(2).Kind == TokenKind.OpenParenthesis
            || (tokens.Current.IsFirstOnLine && tokens.Peek(2).Kind is not (TokenKind.Colon or TokenKind.Comma or TokenKind.CloseParenthesis)));

    /// <summary>Whether a list cannot go on here, closed or not.</summary>
    public bool IsAtListEnd() => tokens.Current.Kind is TokenKind.End or TokenKind.Arrow || IsAtMemberInsideList();

    /// <summary>Skips to the next member, or to the end.</summary>
    public void SkipToMember()
    {
        while (!tokens.Is(TokenKind.End) && !IsAtMember() && !IsAtMisspeltMember())
        {
            tokens.Advance();
        }
    }

    /// <summary>Skips to where a member goes on behind something that does not belong there: a parenthesis, an arrow, or the next member.</summary>
    public void SkipToDefinition()
    {
        while (tokens.Current.Kind is not (TokenKind.End or TokenKind.OpenParenthesis or TokenKind.Arrow) && !IsAtMember() && !IsAtMisspeltMember())
        {
            tokens.Advance();
        }
    }

    /// <summary>Skips to what ends the current field: a comma or a closing parenthesis on its own level, or the end of the list.</summary>
    public void SkipToSeparator()
    {
        while (!IsAtListEnd() && tokens.Current.Kind is not (TokenKind.Comma or TokenKind.CloseParenthesis))
        {
            SkipOne();
        }
    }

    /// <summary>Skips a type without looking at it.</summary>
    public void SkipType()
    {
        while (tokens.Current.Kind is TokenKind.Question or TokenKind.OpenBracket or TokenKind.CloseBracket
            || (tokens.IsWord(tokens.Current, "string") && tokens.Peek(1).Kind == TokenKind.CloseBracket))
        {
            tokens.Advance();
        }

        if (tokens.Current.Kind is TokenKind.Word or TokenKind.OpenParenthesis)
        {
            SkipOne();
        }
    }

    /// <summary>Skips a token, or everything from an opening parenthesis to its closing one.</summary>
    private void SkipOne()
    {
        int open = 0;
        do
        {
            open += tokens.Current.Kind switch
            {
                TokenKind.OpenParenthesis => 1,
                TokenKind.CloseParenthesis => -1,
                _ => 0,
            };
            tokens.Advance();
        }
        while (open > 0 && !IsAtListEnd());
    }

    /// <summary>Whether a line starts like a member with another word for its keyword: <c>typ Foo (</c>.</summary>
    private bool IsAtMisspeltMember() =>
        tokens.Current is { Kind: TokenKind.Word, IsFirstOnLine: true } && tokens.StartsUpper(tokens.Peek(1))
        && tokens.Peek(2).Kind == TokenKind.OpenParenthesis;

    private bool IsMemberKeyword(Token token)
    {
        foreach (string keyword in Keywords.Members)
        {
            if (tokens.IsWord(token, keyword))
            {
                return true;
            }
        }

        return false;
    }
}
