using Varlink.Idl.Diagnostics;

namespace Varlink.Idl.Parsing;

/// <summary>Reads the word <c>interface</c> and the name behind it.</summary>
internal sealed class HeaderParser(ParseContext context)
{
    private readonly TokenReader _tokens = context.Tokens;

    /// <summary>Reads the header, up to the first member.</summary>
    /// <returns>The name; after an error any token.</returns>
    public Token Parse()
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
        context.Report(
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

        context.Recovery.SkipToMember();
        return token;
    }

    private Token ParseName()
    {
        Token name = _tokens.Current;
        if (name.Kind == TokenKind.Word && !context.Recovery.IsAtMember())
        {
            _tokens.Advance();
            InterfaceName.Check(context, name);
            return name;
        }

        context.ReportHere(
            IdlDiagnosticKinds.InterfaceExpected,
            "The name of the interface is missing",
            "write a domain in reverse after 'interface', 'org.example.name' for example");
        context.Recovery.SkipToMember();
        return name;
    }

    private bool IsDomain(Token token) => token.Kind == TokenKind.Word && _tokens.TextOf(token).Contains('.');
}
