using Varlink.Idl.Diagnostics;
using Varlink.Idl.Syntax;

namespace Varlink.Idl.Parsing;

/// <summary>What the parts of the parser share while they read one text.</summary>
internal sealed class ParseContext
{
    private int _errorsBefore;

    public ParseContext(LexedText text, DiagnosticBag diagnostics)
    {
        Diagnostics = diagnostics;
        Tokens = new TokenReader(text);
        Recovery = new Recovery(Tokens);
        Comments = new CommentAttacher(text, Tokens);
        Names = new NameResolver(diagnostics);
    }

    public DiagnosticBag Diagnostics { get; }

    public TokenReader Tokens { get; }

    public Recovery Recovery { get; }

    public CommentAttacher Comments { get; }

    public NameResolver Names { get; }

    /// <summary>Whether an error was reported since the member at hand started.</summary>
    public bool IsOutOfStep => Diagnostics.ErrorCount > _errorsBefore;

    /// <summary>Starts a member.</summary>
    public void BeginMember() => _errorsBefore = Diagnostics.ErrorCount;

    public void Report(IdlDiagnosticKind kind, TextSpan span, string message) => Diagnostics.Report(kind, span, message);

    /// <summary>
    /// Reports that something else should stand at the current token. Says nothing behind characters that are already reported, because
    /// they may well stand for what is missing; and calls the end of the file by its own name.
    /// </summary>
    /// <param name="kind">What is wrong.</param>
    /// <param name="problem">The sentence before the colon, where the file does not end here.</param>
    /// <param name="mend">The sentence behind the colon: what to write.</param>
    public void ReportHere(IdlDiagnosticKind kind, string problem, string mend)
    {
        Token token = Tokens.Current;
        if (token.Kind == TokenKind.End)
        {
            Report(IdlDiagnosticKinds.UnfinishedFile, token.Span, $"The file ends too early: {mend}.");
        }
        else if (!token.FollowsJunk)
        {
            Report(kind, token.Span, $"{problem}: {mend}.");
        }
    }
}
