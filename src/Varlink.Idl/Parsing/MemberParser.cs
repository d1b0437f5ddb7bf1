using Varlink.Idl.Diagnostics;
using Varlink.Idl.Syntax;

namespace Varlink.Idl.Parsing;

/// <summary>Reads types, methods and errors: their keyword and their name, and has the rest read.</summary>
internal sealed class MemberParser(ParseContext context)
{
    private readonly TokenReader _tokens = context.Tokens;
    private readonly DefinitionParser _definitions = new(context);
    private readonly StrayTokens _stray = new(context);

    /// <summary>Reads a member whose keyword is the current token.</summary>
    /// <param name="keyword">The keyword that is meant.</param>
    /// <param name="isCertain">Whether it also stands there.</param>
    /// <returns>The member; null when it breaks off behind its keyword.</returns>
    public MemberSyntax? Parse(string keyword, bool isCertain)
    {
        NodeComments comments = context.Comments.Open();
        Token start = _tokens.Advance();
        _stray.SkipBehindKeyword();
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
        context.Report(
            IdlDiagnosticKinds.MissingBlank,
            span,
            $"A blank is missing after '{keyword}': write '{keyword} {TokenReader.Shorten(_tokens.TextOf(name))}'.");
        DeclareName(name, keyword);
        return ParseDefinition(keyword, name, comments);
    }

    /// <summary>Reads a member whose keyword is missing: its name, the current token, comes first.</summary>
    public MemberSyntax ParseBare()
    {
        NodeComments comments = context.Comments.Open();
        Token name = _tokens.Advance();
        string shown = _tokens.Describe(name);
        context.Report(IdlDiagnosticKinds.UnknownKeyword, name.Span, $"{shown} has no keyword: write 'type', 'method' or 'error' before {shown}.");
        context.Names.Declare(_tokens.TextOf(name), null, name.Span);
        TypeSyntax definition = _definitions.ParseType(name, comments);
        _definitions.SkipReply(comments);
        return new TypeDeclarationSyntax(_tokens.TextOf(name), comments.Documentation(), definition);
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
            context.Names.DeclareNameless();
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
        string text = _tokens.TextOf(name);
        switch (keyword)
        {
            case Keywords.Method:
                StructSyntax input = _definitions.ParseMethodParameters(name, comments);
                StructSyntax output = _definitions.ParseReply(comments);
                context.Comments.CloseLine(comments);
                return new MethodSyntax(text, comments.Documentation(), input, output) { Span = name.Span, Comments = comments.Others() };
            case Keywords.Error:
                StructSyntax parameters = _definitions.ParseErrorParameters(name, comments);
                _definitions.RejectReply(keyword, comments);
                context.Comments.CloseLine(comments);
                return new ErrorSyntax(text, comments.Documentation(), parameters) { Span = name.Span, Comments = comments.Others() };
            default:
                TypeSyntax definition = _definitions.ParseType(name, comments);
                _definitions.RejectReply(keyword, comments);
                context.Comments.CloseLine(comments);
                return new TypeDeclarationSyntax(text, comments.Documentation(), definition) { Span = name.Span, Comments = comments.Others() };
        }
    }
}
