using System.Globalization;
using Varlink.Idl.Diagnostics;
using Varlink.Idl.Syntax;

namespace Varlink.Idl.Parsing;

/// <summary>Reads what stands in a pair of parentheses: the fields of a struct or the values of an enum.</summary>
internal sealed class ListParser(ParseContext context, TypeParser types, Nesting nesting)
{
    private readonly TokenReader _tokens = context.Tokens;
    private readonly Recovery _recovery = context.Recovery;
    private readonly StrayTokens _stray = new(context);
    private readonly ElementParser _elements = new(context, types);

    /// <summary>Reads from the opening parenthesis, which is the current token, to the closing one.</summary>
    /// <param name="owner">The node that gets the comments before the opening parenthesis.</param>
    /// <param name="role">What the parentheses stand for.</param>
    public TypeSyntax Parse(NodeComments owner, ListRole role)
    {
        context.Comments.TakeInner(owner);
        Token open = _tokens.Current;
        ListElements elements = new(context, role);
        if (!nesting.TryEnterParenthesis())
        {
            context.Report(IdlDiagnosticKinds.NestingTooDeep, open.Span, Nesting.TooDeepMessage);
            _recovery.SkipType();
            nesting.LeaveParenthesis();
            return elements.ToType(open.Span, SyntaxComments.None);
        }

        _tokens.Advance();
        ParseElements(elements);
        NodeComments comments = context.Comments.Begin();
        context.Comments.TakeClosing(comments);
        Close(open);
        nesting.LeaveParenthesis();
        Token last = _tokens.Previous;
        int length = last.Span.Start + last.Span.Length - open.Span.Start;
        return elements.ToType(open.Span with { Length = length }, comments.Others());
    }

    private void ParseElements(ListElements elements)
    {
        Token? comma = null;
        while (!_recovery.IsAtListEnd() && !IsAtFieldOfOuterList(elements))
        {
            Token token = _tokens.Current;
            switch (token.Kind)
            {
                case TokenKind.CloseParenthesis:
                    if (comma is { } trailing)
                    {
                        context.Report(IdlDiagnosticKinds.TrailingComma, trailing.Span, "Nothing follows this comma: remove the comma.");
                    }

                    return;
                case TokenKind.Comma:
                    context.Report(IdlDiagnosticKinds.SuperfluousComma, token.Span, "Nothing stands before this comma: remove the comma.");
                    comma = _tokens.Advance();
                    break;
                default:
                    _elements.Parse(elements);
                    comma = ParseSeparator(elements);
                    break;
            }
        }
    }

    /// <summary>
    /// Whether the line starts with a field, in an enum that stands inside of another list: then it is the enum that nobody closed.
    /// </summary>
    private bool IsAtFieldOfOuterList(ListElements elements) =>
        elements.IsEnum && nesting.IsInsideOtherList && _tokens.Current is { Kind: TokenKind.Word, IsFirstOnLine: true }
        && _tokens.Peek(1).Kind == TokenKind.Colon;

    /// <summary>Reads what separates an element from the next one.</summary>
    /// <returns>The comma, if there is one.</returns>
    private Token? ParseSeparator(ListElements elements)
    {
        _stray.SkipParenthesis();
        if (IsAtSeparator())
        {
            return AcceptComma();
        }

        Token token = _tokens.Current;
        if (token.Kind == TokenKind.Word && (elements.IsEnum || token.IsFirstOnLine || _tokens.Peek(1).Kind == TokenKind.Colon))
        {
            context.ReportHere(IdlDiagnosticKinds.MissingComma, "A comma is missing", $"write ',' before {_tokens.Describe(token)}");
            return null;
        }

        if (token.Kind == TokenKind.Question || (token.Kind == TokenKind.OpenBracket && !elements.IsEnum))
        {
            string wrapper = token.Kind == TokenKind.Question ? "?" : "[]";
            context.Report(IdlDiagnosticKinds.WrapperAfterType, token.Span, $"'{wrapper}' stands before the type it applies to: write '{wrapper}' between the ':' and the type.");
        }
        else
        {
            context.ReportHere(IdlDiagnosticKinds.UnexpectedToken, $"{_tokens.Describe(token)} does not belong here", "write ',' or ')'");
        }

        _recovery.SkipToSeparator();
        return AcceptComma();
    }

    private bool IsAtSeparator() => _tokens.Current.Kind is TokenKind.Comma or TokenKind.CloseParenthesis || _recovery.IsAtListEnd();

    private Token? AcceptComma()
    {
        Token token = _tokens.Current;
        return _tokens.Accept(TokenKind.Comma) ? token : null;
    }

    private void Close(Token open)
    {
        if (!_tokens.Accept(TokenKind.CloseParenthesis))
        {
            string line = open.Span.Line.ToString(CultureInfo.InvariantCulture);
            context.ReportHere(
                IdlDiagnosticKinds.UnclosedParenthesis,
                $"The '(' in line {line} is not closed",
                _tokens.Is(TokenKind.End) ? $"write ')' to close the '(' in line {line}" : $"write ')' before {_tokens.Describe(_tokens.Current)}");
        }
    }
}
