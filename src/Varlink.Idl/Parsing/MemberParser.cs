using Varlink.Idl.Diagnostics;
using Varlink.Idl.Syntax;

namespace Varlink.Idl.Parsing;

/// <summary>Reads types, methods and errors.</summary>
internal sealed class MemberParser(ParseContext context)
{
    private static readonly StructSyntax NoParameters = new(SyntaxList<FieldSyntax>.Empty);

    private readonly TokenReader _tokens = context.Tokens;
    private readonly TypeParser _types = new(context);

    /// <summary>Reads a member whose keyword is the current token.</summary>
    /// <param name="keyword">The keyword that is meant.</param>
    /// <param name="isCertain">Whether it also stands there.</param>
    /// <returns>The member; null when it breaks off behind its keyword.</returns>
    public MemberSyntax? Parse(string keyword, bool isCertain)
    {
        NodeComments comments = context.Comments.Open();
        Token start = _tokens.Advance();
        if (TryParseName(keyword, isCertain, out Token name))
        {
            return ParseDefinition(keyword, name, comments);
        }

        return _tokens.Is(TokenKind.OpenParenthesis) ? ParseDefinition(keyword, start, comments) : null;
    }

    /// <summary>Reads a member whose keyword and name are one word, the current token: the blank between them is missing.</summary>
    public MemberSyntax ParseGlued(string keyword)
    {
        NodeComments comments = context.Comments.Open();
        Token word = _tokens.Advance();
        TextSpan span = word.Span;
        Token name = word with
        {
            Span = new TextSpan(span.Start + keyword.Length, span.Length - keyword.Length, span.Line, span.Column + keyword.Length),
        };
        string text = TokenReader.Shorten(_tokens.TextOf(name));
        context.Report(IdlDiagnosticKinds.MissingBlank, span, $"A blank is missing after '{keyword}': write '{keyword} {text}'.");
        DeclareName(name, keyword);
        return ParseDefinition(keyword, name, comments);
    }

    private bool TryParseName(string keyword, bool isCertain, out Token name)
    {
        name = _tokens.Current;
        if (name.Kind != TokenKind.Word || context.Recovery.IsAtMember())
        {
            context.ReportHere(
                IdlDiagnosticKinds.MemberNameExpected,
                $"{_tokens.Describe(name)} is not a name",
                $"write a name that starts with an upper-case letter after '{keyword}'");
            return false;
        }

        _tokens.Advance();
        DeclareName(name, isCertain ? keyword : null);
        return true;
    }

    private void DeclareName(Token token, string? keyword)
    {
        string name = _tokens.TextOf(token);
        if (!Names.IsMember(name))
        {
            string mend = Names.RepairMember(name) is { } repaired ? $"write '{TokenReader.Shorten(repaired)}'" : "write another name";
            context.Report(
                IdlDiagnosticKinds.InvalidMemberName,
                token.Span,
                $"'{TokenReader.Shorten(name)}' is not a valid name here, which starts with an upper-case letter and goes on with letters and digits: {mend}.");
            keyword = null;
        }

        context.Names.Declare(name, keyword, token.Span);
    }

    private MemberSyntax ParseDefinition(string keyword, Token name, NodeComments comments)
    {
        StructSyntax parameters = NoParameters;
        StructSyntax reply = NoParameters;
        TypeSyntax definition = NoParameters;
        switch (keyword)
        {
            case Keywords.Method:
                parameters = ParseParameters(name, comments, IdlDiagnosticKinds.MethodWithoutParameters, "method");
                reply = ParseReply(comments);
                break;
            case Keywords.Error:
                parameters = ParseParameters(name, comments, IdlDiagnosticKinds.ErrorWithoutParameters, "error");
                break;
            default:
                definition = ParseTypeDefinition(name, comments);
                break;
        }

        if (keyword != Keywords.Method)
        {
            RejectReply(keyword, comments);
        }

        context.Comments.CloseLine(comments);
        string text = _tokens.TextOf(name);
        DocumentationSyntax documentation = comments.Documentation();
        SyntaxComments others = comments.Others();
        return keyword switch
        {
            Keywords.Method => new MethodSyntax(text, documentation, parameters, reply) { Span = name.Span, Comments = others },
            Keywords.Error => new ErrorSyntax(text, documentation, parameters) { Span = name.Span, Comments = others },
            _ => new TypeDeclarationSyntax(text, documentation, definition) { Span = name.Span, Comments = others },
        };
    }

    private TypeSyntax ParseTypeDefinition(Token name, NodeComments comments)
    {
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
        return _types.Parse(comments, shown);
    }

    private StructSyntax ParseParameters(Token name, NodeComments comments, IdlDiagnosticKind missing, string what)
    {
        if (_tokens.Is(TokenKind.OpenParenthesis))
        {
            return AsStruct(_types.ParseList(comments, ListRole.Parameters));
        }

        string shown = _tokens.Describe(name);
        string list = missing == IdlDiagnosticKinds.MethodWithoutParameters && !_tokens.Is(TokenKind.Arrow) ? "'() -> ()'" : "'()'";
        context.Report(missing, name.Span, $"The {what} {shown} has no parameter list: write {list} after {shown}, with the parameters in parentheses if there are some.");
        if (IsAtType())
        {
            _types.Parse(comments, shown);
        }

        return NoParameters;
    }

    private StructSyntax ParseReply(NodeComments comments)
    {
        Token previous = _tokens.Previous;
        if (!_tokens.Accept(TokenKind.Arrow))
        {
            ReportMissingArrow(previous);
            if (!_tokens.Accept(TokenKind.Colon) && !_tokens.Is(TokenKind.OpenParenthesis))
            {
                return NoParameters;
            }
        }

        if (_tokens.Is(TokenKind.OpenParenthesis))
        {
            return AsStruct(_types.ParseList(comments, ListRole.Parameters));
        }

        if (!IsAtType())
        {
            context.Report(
                IdlDiagnosticKinds.MethodWithoutReply,
                _tokens.Previous.Span,
                "The reply's parameters are missing: write '()' here, or the parameters in parentheses.");
            return NoParameters;
        }

        context.Report(
            IdlDiagnosticKinds.MethodWithoutReply,
            _tokens.Current.Span,
            "A reply is a list of named parameters: write '(name: type)', with a name of your choice and this type.");
        _types.Parse(comments, "'->'");
        return NoParameters;
    }

    private void RejectReply(string keyword, NodeComments comments)
    {
        if (_tokens.Is(TokenKind.Arrow))
        {
            string article = keyword == Keywords.Error ? "an error" : "a type";
            context.Report(
                IdlDiagnosticKinds.ReplyOfNonMethod,
                _tokens.Advance().Span,
                $"Only methods have a reply: remove the '->' and what follows it, or write 'method' in place of '{keyword}' if this is not {article}.");
            if (_tokens.Is(TokenKind.OpenParenthesis))
            {
                _types.ParseList(comments, ListRole.Parameters);
            }
        }
    }

    private void ReportMissingArrow(Token previous)
    {
        bool isHere = _tokens.Current.Kind is TokenKind.Colon or TokenKind.OpenParenthesis;
        if ((isHere && _tokens.Current.FollowsJunk) || context.Diagnostics.HasErrorAt(_tokens.Current.Span.Start))
        {
            // Junk may be a misspelt arrow; and where the parameters are not closed, nobody knows what comes behind them.
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
