using Varlink.Idl.Diagnostics;
using Varlink.Idl.Syntax;

namespace Varlink.Idl.Parsing;

/// <summary>Reads what stands behind the name of a member.</summary>
internal sealed class DefinitionParser(ParseContext context)
{
    private static readonly StructSyntax NoParameters = new(SyntaxList<FieldSyntax>.Empty);

    private readonly TokenReader _tokens = context.Tokens;
    private readonly TypeParser _types = new(context);

    /// <summary>Reads what a type is.</summary>
    public TypeSyntax ParseType(Token name, NodeComments comments)
    {
        if (_tokens.Is(TokenKind.Colon) && _tokens.Peek(1).Kind == TokenKind.OpenParenthesis)
        {
            context.Report(IdlDiagnosticKinds.UnexpectedToken, _tokens.Advance().Span, "':' does not belong here: remove it. The definition of a type stands directly after its name.");
        }

        if (_tokens.Is(TokenKind.OpenParenthesis))
        {
            return _types.ParseList(comments, ListRole.Type);
        }

        string shown = _tokens.Describe(name);
        if (!IsAtType())
        {
            context.Report(
                IdlDiagnosticKinds.TypeWithoutDefinition,
                name.Span,
                $"The type {shown} has no definition: write '(...)', a struct or an enum, after {shown}.");
            return NoParameters;
        }

        context.Report(
            IdlDiagnosticKinds.TypeWithoutDefinition,
            _tokens.Current.Span,
            $"A declared type is a struct or an enum: write '(...)' after {shown}, or use this type itself where {shown} is used.");
        return _types.Parse(comments);
    }

    /// <summary>Reads the parameters of a method.</summary>
    public StructSyntax ParseMethodParameters(Token name, NodeComments comments) =>
        ParseParameters(name, comments, IdlDiagnosticKinds.MethodWithoutParameters, "The method", _tokens.Is(TokenKind.Arrow) ? "()" : "() -> ()");

    /// <summary>Reads the parameters of an error.</summary>
    public StructSyntax ParseErrorParameters(Token name, NodeComments comments) =>
        ParseParameters(name, comments, IdlDiagnosticKinds.ErrorWithoutParameters, "The error", "()");

    /// <summary>Reads the <c>-&gt;</c> and the parameters of the reply.</summary>
    public StructSyntax ParseReply(NodeComments comments)
    {
        Token previous = _tokens.Previous;
        if (!_tokens.Accept(TokenKind.Arrow))
        {
            ReportMissingArrow(previous);
            _tokens.Accept(TokenKind.Colon);
            return _tokens.Is(TokenKind.OpenParenthesis) ? AsStruct(_types.ParseList(comments, ListRole.Parameters)) : NoParameters;
        }

        if (_tokens.Is(TokenKind.OpenParenthesis))
        {
            return AsStruct(_types.ParseList(comments, ListRole.Parameters));
        }

        if (context.Diagnostics.HasErrorAt(_tokens.Previous.Span.Start))
        {
            // The arrow stands inside of parentheses: what follows it is no reply.
            return NoParameters;
        }

        if (!IsAtType())
        {
            context.Report(
                IdlDiagnosticKinds.MethodWithoutReply,
                _tokens.Previous.Span,
                "The reply's parameters are missing: write '()' after the '->', with the parameters in parentheses if there are some.");
            return NoParameters;
        }

        context.Report(
            IdlDiagnosticKinds.MethodWithoutReply,
            _tokens.Current.Span,
            _tokens.TextOf(_tokens.Current) is "void" or "null" or "nil" or "none"
                ? "A reply without parameters is an empty list: write '()'."
                : "A reply is a list of named parameters: write '(name: type)', with a name of your choice and this type.");
        _types.Parse(comments);
        return NoParameters;
    }

    /// <summary>Reports the reply of a member that can have none, and reads over it.</summary>
    public void RejectReply(string keyword, NodeComments comments)
    {
        if (_tokens.Is(TokenKind.Arrow))
        {
            string article = keyword == Keywords.Error ? "an error" : "a type";
            context.Report(
                IdlDiagnosticKinds.ReplyOfNonMethod,
                _tokens.Current.Span,
                $"Only methods have a reply: remove the '->' and what follows it, or write 'method' in place of '{keyword}' if this is not {article}.");
            SkipReply(comments);
        }
    }

    /// <summary>Reads over the reply, if there is one.</summary>
    public void SkipReply(NodeComments comments)
    {
        if (_tokens.Accept(TokenKind.Arrow) && _tokens.Is(TokenKind.OpenParenthesis))
        {
            _types.ParseList(comments, ListRole.Parameters);
        }
    }

    private StructSyntax ParseParameters(Token name, NodeComments comments, IdlDiagnosticKind missing, string what, string mend)
    {
        if (_tokens.Is(TokenKind.OpenParenthesis))
        {
            return AsStruct(_types.ParseList(comments, ListRole.Parameters));
        }

        string shown = _tokens.Describe(name);
        context.Report(missing, name.Span, $"{what} {shown} has no parameter list: write '{mend}' after {shown}, with the parameters in parentheses if there are some.");
        context.Recovery.SkipToDefinition();
        return _tokens.Is(TokenKind.OpenParenthesis) ? AsStruct(_types.ParseList(comments, ListRole.Parameters)) : NoParameters;
    }

    private void ReportMissingArrow(Token previous)
    {
        bool isHere = _tokens.Current.Kind is TokenKind.Colon or TokenKind.OpenParenthesis;
        bool isRest = context.IsOutOfStep && !_tokens.Current.IsFirstOnLine && !_tokens.Is(TokenKind.End);
        if ((isHere && _tokens.Current.FollowsJunk) || isRest || context.Diagnostics.HasErrorAt(_tokens.Current.Span.Start))
        {
            // Junk may be a misspelt arrow; and where the parameters are not closed, or closed too early, nobody knows what comes behind.
            return;
        }

        context.Report(
            IdlDiagnosticKinds.MethodWithoutReply,
            isHere ? _tokens.Current.Span : previous.Span,
            isHere
                ? "The '->' between the parameters of the method and those of its reply is missing: write '->' here."
                : "The method does not say what it returns: write '-> ()' after its parameters, or '->' and the reply's parameters in parentheses.");
    }

    /// <summary>Whether a type stands here, and not the next member.</summary>
    private bool IsAtType() =>
        _tokens.Current.Kind is TokenKind.Question or TokenKind.OpenBracket
        || (_tokens.Is(TokenKind.Word) && !_tokens.Current.IsFirstOnLine && !context.Recovery.IsAtMember());

    private static StructSyntax AsStruct(TypeSyntax list) => (StructSyntax)list;
}
