using Varlink.Idl.Diagnostics;
using Varlink.Idl.Syntax;

namespace Varlink.Idl.Parsing;

/// <summary>Reads a whole file: the header, then one member after the other.</summary>
internal sealed class InterfaceParser
{
    private readonly ParseContext _context;
    private readonly TokenReader _tokens;
    private readonly Recovery _recovery;
    private readonly MemberParser _members;

    public InterfaceParser(ParseContext context)
    {
        _context = context;
        _tokens = context.Tokens;
        _recovery = context.Recovery;
        _members = new MemberParser(context);
    }

    /// <summary>Reads the file to its end.</summary>
    /// <returns>The tree; of use only when nothing wrong was reported.</returns>
    public InterfaceSyntax Parse()
    {
        NodeComments comments = _context.Comments.Open();
        Token name = ParseHeader();
        if (_tokens.Index > 0)
        {
            _context.Comments.CloseLine(comments);
        }

        List<MemberSyntax> members = [];
        while (!_tokens.Is(TokenKind.End))
        {
            if (ParseMember() is { } member)
            {
                members.Add(member);
            }
        }

        _context.Comments.TakeClosing(comments);
        _context.Names.Resolve();
        return new InterfaceSyntax(_tokens.TextOf(name), comments.Documentation(), SyntaxList<MemberSyntax>.From(members))
        {
            Span = name.Span,
            Comments = comments.Others(),
        };
    }

    private Token ParseHeader()
    {
        Token token = _tokens.Current;
        if (_tokens.IsWord(token, Keywords.Interface))
        {
            _tokens.Advance();
            return ParseName();
        }

        bool isDomain = IsDomain(token);
        bool isMisspelt = token.Kind == TokenKind.Word && IsDomain(_tokens.Peek(1));
        string mend = isMisspelt ? "write 'interface' in place of " + _tokens.Describe(token)
            : isDomain ? "write 'interface' before " + _tokens.Describe(token)
            : "write 'interface' and a name, 'interface org.example.name' for example, at its start";
        _context.Report(
            IdlDiagnosticKinds.InterfaceExpected,
            token.Span,
            $"{(token.Kind == TokenKind.End ? "The file holds no interface" : "The file does not start with an interface")}: {mend}.");
        if (isMisspelt)
        {
            _tokens.Advance();
        }

        if (isMisspelt || isDomain)
        {
            return _tokens.Advance();
        }

        _recovery.SkipToMember();
        return token;
    }

    private Token ParseName()
    {
        Token name = _tokens.Current;
        if (name.Kind == TokenKind.Word && !_recovery.IsAtMember())
        {
            _tokens.Advance();
            InterfaceName.Check(_context, name);
            return name;
        }

        _context.ReportHere(
            IdlDiagnosticKinds.InterfaceExpected,
            "The name of the interface is missing",
            "write a domain in reverse after 'interface', 'org.example.name' for example");
        _recovery.SkipToMember();
        return name;
    }

    private bool IsDomain(Token token) => token.Kind == TokenKind.Word && _tokens.TextOf(token).Contains('.');

    private MemberSyntax? ParseMember()
    {
        Token token = _tokens.Current;
        if (token.Kind == TokenKind.Word)
        {
            string word = _tokens.TextOf(token);
            if (Keywords.Members.Contains(word))
            {
                return _members.Parse(word, isCertain: true);
            }

            if (_tokens.Peek(1).Kind == TokenKind.Word && !_recovery.IsAtMember(1))
            {
                return word == Keywords.Interface ? SkipSecondInterface() : ParseUnknown(token, word);
            }

            if (Keywords.Members.FirstOrDefault(keyword => IsGlued(word, keyword)) is { } glued)
            {
                return _members.ParseGlued(glued);
            }
        }

        if (token.Kind == TokenKind.CloseParenthesis)
        {
            _context.Report(IdlDiagnosticKinds.UnexpectedClosingParenthesis, token.Span, "This ')' closes nothing: remove it, or write the '(' that is missing.");
        }
        else
        {
            _context.ReportHere(
                IdlDiagnosticKinds.MemberExpected,
                $"{_tokens.Describe(token)} is not the start of a member",
                "write 'type', 'method' or 'error' and a name, or remove it");
        }

        _tokens.Advance();
        _recovery.SkipToMember();
        return null;
    }

    private static bool IsGlued(string word, string keyword) =>
        word.Length > keyword.Length && word.StartsWith(keyword, StringComparison.Ordinal) && Characters.IsUpper(word[keyword.Length]);

    private MemberSyntax? SkipSecondInterface()
    {
        _context.Report(
            IdlDiagnosticKinds.SecondInterface,
            _tokens.Current.Span,
            "A file holds one interface: write the second one into a file of its own.");
        _tokens.Advance();
        _tokens.Advance();
        return null;
    }

    /// <summary>Two words, the first of which is no keyword. Mostly it was meant to be one, and then the member can be read all the same.</summary>
    private MemberSyntax? ParseUnknown(Token token, string word)
    {
        string? keyword = KeywordAliases.Find(word);
        string mend = keyword is null ? "write 'type', 'method' or 'error'" : $"did you mean '{keyword}'";
        _context.Report(
            IdlDiagnosticKinds.UnknownKeyword,
            token.Span,
            $"{_tokens.Describe(token)} does not start a member: {mend}{(keyword is null ? '.' : '?')}");
        if (keyword is not null)
        {
            return _members.Parse(keyword, isCertain: false);
        }

        _tokens.Advance();
        if (_tokens.StartsUpper(_tokens.Current))
        {
            _context.Names.Declare(_tokens.TextOf(_tokens.Current), null, _tokens.Current.Span);
        }

        _recovery.SkipToMember();
        return null;
    }
}
