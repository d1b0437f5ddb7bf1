namespace Varlink.Idl.Parsing;

/// <summary>A text, cut into pieces.</summary>
/// <param name="Source">The text.</param>
/// <param name="Tokens">Its tokens, in order; the last one is <see cref="TokenKind.End"/>.</param>
/// <param name="Comments">Its comments, in order.</param>
internal sealed record LexedText(string Source, List<Token> Tokens, List<Comment> Comments);
