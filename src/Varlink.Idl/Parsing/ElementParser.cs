using Varlink.Idl.Diagnostics;
using Varlink.Idl.Syntax;

namespace Varlink.Idl.Parsing;

/// <summary>Reads one field of a struct or one value of an enum.</summary>
internal sealed class ElementParser(ParseContext context, TypeParser types)
{
    private readonly TokenReader _tokens = context.Tokens;
    private readonly StrayTokens _stray = new(context);

    /// <summary>Reads an element at a token that is neither a comma nor the end of the list. Always takes at least one token.</summary>
    public void Parse(ListElements elements)
    {
        _stray.SkipBeforeName(elements);
        if (_tokens.Is(TokenKind.Word))
        {
            ParseNamed(elements);
        }
        else
        {
            ParseNameless();
        }
    }

    /// <summary>Reads a field without a name, so that its type is checked all the same.</summary>
    private void ParseNameless()
    {
        Token token = _tokens.Current;
        context.ReportHere(
            IdlDiagnosticKinds.FieldNameExpected,
            $"{_tokens.Describe(token)} is not the name of a field",
            $"write a name{(token.Kind == TokenKind.Colon ? string.Empty : " and ':'")} before {_tokens.Describe(token)}");
        NodeComments comments = context.Comments.Open();
        int first = _tokens.Index;
        if (_tokens.Accept(TokenKind.Colon) || token.Kind is TokenKind.OpenBracket or TokenKind.OpenParenthesis or TokenKind.Question)
        {
            types.Parse(comments);
        }
        else
        {
            _tokens.Advance();
        }

        context.Comments.CloseElement(comments, first);
    }

    private void ParseNamed(ListElements elements)
    {
        NodeComments comments = context.Comments.Open();
        int first = _tokens.Index;
        Token token = _tokens.Advance();
        string name = _tokens.TextOf(token);
        CheckName(name, token);
        _stray.SkipBehindName();
        TypeSyntax? type = ParseFieldType(name, comments, elements);
        context.Comments.CloseElement(comments, first);
        if (type is null)
        {
            elements.AddValue(new EnumValueSyntax(name, comments.Documentation()) { Span = token.Span, Comments = comments.Others() });
        }
        else
        {
            elements.AddField(new FieldSyntax(name, comments.Documentation(), type) { Span = token.Span, Comments = comments.Others() });
        }
    }

    private TypeSyntax? ParseFieldType(string name, NodeComments comments, ListElements elements)
    {
        if (_tokens.Accept(TokenKind.Colon))
        {
            return types.Parse(comments);
        }

        if (elements.IsEnum || !IsTypeWithoutColon())
        {
            return null;
        }

        context.ReportHere(IdlDiagnosticKinds.MissingColon, "The ':' between the field and its type is missing", $"write ':' after '{TokenReader.Shorten(name)}'");
        return types.Parse(comments);
    }

    /// <summary>Whether the current token starts a type and not the next element; a comma may be missing as well as a colon.</summary>
    private bool IsTypeWithoutColon()
    {
        Token token = _tokens.Current;
        if (token.Kind is TokenKind.OpenBracket or TokenKind.Question or TokenKind.OpenParenthesis)
        {
            return true;
        }

        return token.Kind == TokenKind.Word && !token.IsFirstOnLine && _tokens.Peek(1).Kind != TokenKind.Colon
            && _tokens.LooksLikeType(token);
    }

    private void CheckName(string name, Token token)
    {
        string shown = TokenReader.Shorten(name);
        if (!Names.IsField(name))
        {
            string mend = Names.RepairField(name) is { } repaired ? $"write '{TokenReader.Shorten(repaired)}'" : "write another name";
            context.Report(
                IdlDiagnosticKinds.InvalidFieldName,
                token.Span,
                $"'{shown}' is not a valid name here, which starts with a letter and goes on with letters, digits and single underscores: {mend}.");
        }
        else if (Names.IsUnusualField(name))
        {
            string repaired = TokenReader.Shorten(Names.RepairField(name)!);
            context.Report(
                IdlDiagnosticKinds.UnusualFieldName,
                token.Span,
                $"'{shown}' has underscores at its end or next to each other, which not every implementation of varlink reads: write '{repaired}' unless the name is already in use.");
        }
    }
}
