using Varlink.Idl.Syntax;

namespace Varlink.Idl.Parsing;

/// <summary>A comment, from its <c>#</c> up to the line end.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="IsFirstOnLine">Whether only blanks stand before it on its line.</param>
internal readonly record struct Comment(TextSpan Span, bool IsFirstOnLine)
{
    /// <summary>The text, without the <c>#</c> and the one blank that belongs to it.</summary>
    /// <param name="source">The source text.</param>
    /// <returns>One line; may be empty.</returns>
    public string TextIn(string source)
    {
        int start = Span.Start + 1;
        int end = Span.Start + Span.Length;
        if (start < end && source[start] == ' ')
        {
            start++;
        }

        return source.Substring(start, end - start);
    }
}
