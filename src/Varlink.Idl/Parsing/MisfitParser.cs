using Varlink.Idl.Diagnostics;
using Varlink.Idl.Syntax;

namespace Varlink.Idl.Parsing;

/// <summary>
/// Reads what stands where a member should, and does not start like one. Where it can be told what was meant, the rest of the member is
/// read all the same, so that its name is known and its own mistakes are found.
/// </summary>
internal sealed class MisfitParser(ParseContext context, MemberParser members)
{
    private readonly TokenReader _tokens = context.Tokens;

    /// <summary>Reads at least one token.</summary>
    /// <param name="isOutOfStep">Whether the member before has a mistake already.</param>
    /// <returns>The member, if it can be told which one it is.</returns>
    public MemberSyntax? Parse(bool isOutOfStep)
    {
        Token token = _tokens.Current;
        if (token.Kind == TokenKind.Word)
        {
            string word = _tokens.TextOf(token);
            if (_tokens.Peek(1).Kind == TokenKind.Word && !context.Recovery.IsAtMember(1))
            {
                return word == Keywords.Interface ? SkipSecondInterface() : ParseUnknown(token, word);
            }

            if (Keywords.Members.FirstOrDefault(keyword => IsGlued(word, keyword)) is { } glued)
            {
                return members.ParseGlued(glued);
            }

            if (Names.IsMember(word) && _tokens.Peek(1).Kind == TokenKind.OpenParenthesis && !IsRest(token, isOutOfStep))
            {
                return members.ParseBare();
            }
        }

        if (!IsRest(token, isOutOfStep))
        {
            Reject(token);
        }

        _tokens.Advance();
        context.Recovery.SkipToMember();
        return null;
    }

    /// <summary>Whether this is what is left of the line of a member that is reported already.</summary>
    private static bool IsRest(Token token, bool isOutOfStep) => isOutOfStep && !token.IsFirstOnLine;

    private static bool IsGlued(string word, string keyword) =>
        word.Length > keyword.Length && word.StartsWith(keyword, StringComparison.Ordinal) && Characters.IsUpper(word[keyword.Length]);

    private void Reject(Token token)
    {
        if (token.Kind == TokenKind.CloseParenthesis)
        {
            context.Report(
                IdlDiagnosticKinds.UnexpectedClosingParenthesis,
                token.Span,
                "This ')' closes nothing: remove it, or write the '(' that is missing.");
        }
        else
        {
            context.ReportHere(
                IdlDiagnosticKinds.MemberExpected,
                $"{_tokens.Describe(token)} is not the start of a member",
                "write 'type', 'method' or 'error' and a name, or remove it");
        }
    }

    private MemberSyntax? SkipSecondInterface()
    {
        context.Report(
            IdlDiagnosticKinds.SecondInterface,
            _tokens.Current.Span,
            "A file holds one interface: write the second one into a file of its own.");
        _tokens.Advance();
        _tokens.Advance();
        return null;
    }

    /// <summary>Two words, the first of which is no keyword. Mostly it was meant to be one.</summary>
    private MemberSyntax? ParseUnknown(Token token, string word)
    {
        string? keyword = KeywordAliases.Find(word);
        string mend = keyword is null ? "write 'type', 'method' or 'error', or '#' before it if it is a comment." : $"did you mean '{keyword}'?";
        context.Report(IdlDiagnosticKinds.UnknownKeyword, token.Span, $"{_tokens.Describe(token)} does not start a member: {mend}");
        if (keyword is not null)
        {
            return members.Parse(keyword, isCertain: false);
        }

        _tokens.Advance();
        if (_tokens.StartsUpper(_tokens.Current))
        {
            context.Names.Declare(_tokens.TextOf(_tokens.Current), null, _tokens.Current.Span);
        }

        context.Recovery.SkipToMember();
        return null;
    }
}
