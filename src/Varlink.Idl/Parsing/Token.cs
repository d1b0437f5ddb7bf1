using Varlink.Idl.Syntax;

namespace Varlink.Idl.Parsing;

/// <summary>A token. No token reaches over a line end.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="CommentsBefore">How many comments of the text stand before it: the comments directly before it end there.</param>
/// <param name="IsFirstOnLine">Whether only blanks stand before it on its line.</param>
/// <param name="FollowsJunk">Whether characters that have no meaning stand directly before it. They are reported already.</param>
internal sealed record Token(TokenKind Kind, TextSpan Span, int CommentsBefore, bool IsFirstOnLine, bool FollowsJunk);
