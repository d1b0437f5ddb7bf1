using Varlink.Idl.Diagnostics;
using Varlink.Idl.Parsing;

namespace Varlink.Idl.Tests.Properties;

/// <summary>What a text consists of: two texts with the same pieces say the same.</summary>
internal static class Pieces
{
    public static IReadOnlyList<string> TokensOf(string text)
    {
        LexedText lexed = Lexer.Lex(text, new DiagnosticBag());
        return [.. lexed.Tokens.Select(token => text.Substring(token.Span.Start, token.Span.Length))];
    }

    /// <summary>Where the tokens stand.</summary>
    public static IEnumerable<int> StartsOf(string text) => Lexer.Lex(text, new DiagnosticBag()).Tokens.Select(token => token.Span.Start);

    /// <summary>The comments in alphabetical order: a formatter may move them.</summary>
    public static IReadOnlyList<string> CommentsOf(string text)
    {
        LexedText lexed = Lexer.Lex(text, new DiagnosticBag());
        return [.. lexed.Comments.Select(comment => comment.TextIn(text)).Order(StringComparer.Ordinal)];
    }
}
