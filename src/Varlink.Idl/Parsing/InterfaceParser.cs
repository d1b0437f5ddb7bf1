using Varlink.Idl.Syntax;

namespace Varlink.Idl.Parsing;

/// <summary>Reads a whole file: the header, then one member after the other.</summary>
internal sealed class InterfaceParser
{
    private readonly ParseContext _context;
    private readonly TokenReader _tokens;
    private readonly MemberParser _members;
    private readonly MisfitParser _misfits;
    private bool _isOutOfStep;

    public InterfaceParser(ParseContext context)
    {
        _context = context;
        _tokens = context.Tokens;
        _members = new MemberParser(context);
        _misfits = new MisfitParser(context, _members);
    }

    /// <summary>Reads the file to its end.</summary>
    /// <returns>The tree; of use only when nothing wrong was reported.</returns>
    public InterfaceSyntax Parse()
    {
        NodeComments comments = _context.Comments.Open();
        Token name = new HeaderParser(_context).Parse();
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

    private MemberSyntax? ParseMember()
    {
        _context.BeginMember();
        MemberSyntax? member = Keywords.Members.FirstOrDefault(keyword => _tokens.IsWord(_tokens.Current, keyword)) is { } keyword
            ? _members.Parse(keyword, isCertain: true)
            : _misfits.Parse(_isOutOfStep);
        _isOutOfStep = _context.IsOutOfStep || _context.Diagnostics.HasErrorAt(_tokens.Previous.Span.Start);
        return member;
    }
}
