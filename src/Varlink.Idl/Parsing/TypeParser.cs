using Varlink.Idl.Diagnostics;
using Varlink.Idl.Syntax;

namespace Varlink.Idl.Parsing;

/// <summary>Reads a type: its wrappers, from the outside to the inside, and what they wrap.</summary>
internal sealed class TypeParser
{
    private readonly ParseContext _context;
    private readonly TokenReader _tokens;
    private readonly Nesting _nesting = new();
    private readonly ListParser _lists;

    public TypeParser(ParseContext context)
    {
        _context = context;
        _tokens = context.Tokens;
        _lists = new ListParser(context, this, _nesting);
    }

    /// <summary>Reads the parentheses behind the name of a member.</summary>
    public TypeSyntax ParseList(NodeComments owner, ListRole role) => _lists.Parse(owner, role);

    /// <summary>Reads a type. Where there is none it says so and takes nothing.</summary>
    /// <param name="owner">The node that gets the comments inside of the type.</param>
    /// <returns>The type; after an error one that stands in for it.</returns>
    public TypeSyntax Parse(NodeComments owner)
    {
        List<Wrapper> wrappers = [];
        TypeSyntax? type = null;
        while (type is null && TryParseWrapper(wrappers))
        {
            if (!_nesting.TryEnterWrapper())
            {
                type = SkipTooDeep(wrappers[wrappers.Count - 1].Start);
            }
        }

        _context.Comments.TakeInner(owner);
        type ??= ParseElement(owner);
        _nesting.LeaveWrappers(wrappers.Count);
        for (int i = wrappers.Count - 1; i >= 0; i--)
        {
            type = Wrap(type, wrappers[i]);
        }

        return type;
    }

    private static TypeSyntax Wrap(TypeSyntax element, Wrapper wrapper)
    {
        int end = element.Span.Start + element.Span.Length;
        TextSpan span = wrapper.Start.Span with { Length = Math.Max(end - wrapper.Start.Span.Start, wrapper.Start.Span.Length) };
        return wrapper.Kind switch
        {
            WrapperKind.Array => new ArrayTypeSyntax(element) { Span = span },
            WrapperKind.Map => new MapTypeSyntax(element) { Span = span },
            _ => new NullableTypeSyntax(element) { Span = span },
        };
    }

    private bool TryParseWrapper(List<Wrapper> wrappers)
    {
        Token start = _tokens.Current;
        switch (start.Kind)
        {
            case TokenKind.Question:
                _tokens.Advance();
                if (wrappers.Count > 0 && wrappers[wrappers.Count - 1].Kind == WrapperKind.Nullable)
                {
                    _context.Report(IdlDiagnosticKinds.DoubleNullable, start.Span, "A nullable type cannot be made nullable again: remove one '?'.");
                }

                wrappers.Add(new Wrapper(WrapperKind.Nullable, start));
                return true;
            case TokenKind.OpenBracket:
                _tokens.Advance();
                wrappers.Add(new Wrapper(ParseBrackets(), start));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Reads what stands behind a <c>[</c>, up to the <c>]</c>.</summary>
    private WrapperKind ParseBrackets()
    {
        if (_tokens.Accept(TokenKind.CloseBracket))
        {
            return WrapperKind.Array;
        }

        Token key = _tokens.Current;
        bool isString = _tokens.IsWord(key, "string");
        if (key.Kind == TokenKind.Word && (isString || _tokens.Peek(1).Kind == TokenKind.CloseBracket))
        {
            _tokens.Advance();
            if (!isString)
            {
                _context.Report(
                    IdlDiagnosticKinds.InvalidMapKey,
                    key.Span,
                    $"{_tokens.Describe(key)} cannot stand in brackets: write '[string]' for a map, whose keys are always strings, or '[]' for an array, which has no fixed length.");
            }

            CloseBracket("[string");
            return WrapperKind.Map;
        }

        CloseBracket("[");
        return WrapperKind.Array;
    }

    private void CloseBracket(string before)
    {
        if (!_tokens.Accept(TokenKind.CloseBracket))
        {
            _context.ReportHere(IdlDiagnosticKinds.UnclosedBracket, "The '[' is not closed", $"write ']' after '{before}'");
        }
    }

    private TypeSyntax ParseElement(NodeComments owner)
    {
        Token token = _tokens.Current;
        if (token.Kind == TokenKind.OpenParenthesis)
        {
            return _lists.Parse(owner, ListRole.Type);
        }

        if (token.Kind != TokenKind.Word || IsNextField(token) || _context.Recovery.IsAtMemberInsideList())
        {
            _context.ReportHere(IdlDiagnosticKinds.TypeExpected, $"A type is missing before {_tokens.Describe(token)}", $"write a type after {_tokens.Describe(_tokens.Previous)}");
            return Missing(token);
        }

        _tokens.Advance();
        return ParseWord(token, _tokens.TextOf(token));
    }

    /// <summary>Whether the word has a colon of its own: then it is the next field, and the type of this one is missing.</summary>
    private bool IsNextField(Token word) =>
        _tokens.Peek(1).Kind == TokenKind.Colon && (word.IsFirstOnLine || !_tokens.LooksLikeType(word));

    private TypeSyntax ParseWord(Token token, string word)
    {
        if (Keywords.TryGetPrimitive(word, out PrimitiveKind kind))
        {
            return new PrimitiveTypeSyntax(kind) { Span = token.Span };
        }

        _context.Names.Use(word, token.Span);
        return new NamedTypeSyntax(word) { Span = token.Span };
    }

    private PrimitiveTypeSyntax SkipTooDeep(Token token)
    {
        _context.Report(IdlDiagnosticKinds.NestingTooDeep, token.Span, Nesting.TooDeepMessage);
        _context.Recovery.SkipType();
        return Missing(token);
    }

    /// <summary>Stands in for a type that is not there. The text has an error then, so nobody gets to see it.</summary>
    private static PrimitiveTypeSyntax Missing(Token token) => new(PrimitiveKind.Any) { Span = token.Span with { Length = 0 } };

    private enum WrapperKind
    {
        Nullable,
        Array,
        Map,
    }

    private readonly record struct Wrapper(WrapperKind Kind, Token Start);
}
