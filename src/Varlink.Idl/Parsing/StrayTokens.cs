using Varlink.Idl.Diagnostics;

namespace Varlink.Idl.Parsing;

/// <summary>
/// Reads over single tokens that belong to nothing, where what follows makes that plain. Taken for a part of something else, one of them
/// would make nonsense of everything behind it.
/// </summary>
internal sealed class StrayTokens(ParseContext context)
{
    private readonly TokenReader _tokens = context.Tokens;

    /// <summary>Reads over what stands between the keyword of a member and its name.</summary>
    public void SkipBehindKeyword()
    {
        if (!_tokens.Is(TokenKind.Word) && _tokens.StartsUpper(_tokens.Peek(1)) && _tokens.Peek(2).Kind == TokenKind.OpenParenthesis)
        {
            Skip();
        }
    }

    /// <summary>Reads over what stands directly before the name of a field: a field is where a word and a colon are.</summary>
    public void SkipBeforeName(ListElements elements)
    {
        bool isBeforeField = _tokens.Peek(1).Kind == TokenKind.Word && _tokens.Peek(2).Kind == TokenKind.Colon && !_tokens.Peek(1).IsFirstOnLine;
        if (isBeforeField && (!elements.IsEnum || !_tokens.Is(TokenKind.Word)))
        {
            Skip();
        }
    }

    /// <summary>Reads over what stands between the name of a field and its colon, and over a parenthesis between a name and a comma.</summary>
    public void SkipBehindName()
    {
        TokenKind next = _tokens.Peek(1).Kind;
        if (_tokens.Is(TokenKind.Question) && next == TokenKind.Colon)
        {
            context.Report(IdlDiagnosticKinds.WrapperAfterType, _tokens.Advance().Span, "'?' stands before the type: write it between the ':' and the type.");
        }
        else if (next == TokenKind.Colon && _tokens.Current.Kind is not (TokenKind.Word or TokenKind.Colon or TokenKind.End or TokenKind.CloseParenthesis))
        {
            Skip();
        }
        else
        {
            SkipParenthesis();
        }
    }

    /// <summary>Reads over an opening parenthesis with a comma behind it.</summary>
    public void SkipParenthesis()
    {
        if (_tokens.Is(TokenKind.OpenParenthesis) && _tokens.Peek(1).Kind == TokenKind.Comma)
        {
            Skip();
        }
    }

    private void Skip()
    {
        string shown = _tokens.Describe(_tokens.Current);
        context.Report(IdlDiagnosticKinds.UnexpectedToken, _tokens.Advance().Span, $"{shown} does not belong here: remove it.");
    }
}
