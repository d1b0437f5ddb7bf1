using Varlink.Idl.Diagnostics;
using Varlink.Idl.Parsing;
using Varlink.Idl.Syntax;

namespace Varlink.Idl;

/// <summary>Reads varlink interface definitions.</summary>
public static class IdlParser
{
    /// <summary>
    /// Reads one interface. Never throws for what stands in the text, and reports as many mistakes as it can tell apart, not only the first.
    /// The time it takes grows with the length of the text and with nothing else.
    /// </summary>
    /// <param name="text">The source text.</param>
    /// <returns>The tree, or what is wrong with the text.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static ParseResult Parse(string text)
    {
        if (text is null)
        {
            throw new ArgumentNullException(nameof(text));
        }

        DiagnosticBag diagnostics = new();
        LexedText lexed = Lexer.Lex(text, diagnostics);
        InterfaceSyntax tree = new InterfaceParser(new ParseContext(lexed, diagnostics)).Parse();
        return new ParseResult(diagnostics.HasErrors ? null : tree, diagnostics.ToList());
    }
}
