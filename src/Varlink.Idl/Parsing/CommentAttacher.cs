namespace Varlink.Idl.Parsing;

/// <summary>
/// Gives every comment of the text to exactly one node, in the order of the text. The parser says where nodes start and end; the rules
/// about which comment documents what are all here.
/// </summary>
internal sealed class CommentAttacher(LexedText text, TokenReader tokens)
{
    private readonly List<Comment> _comments = text.Comments;
    private int _next;

    /// <summary>
    /// Starts a node at the current token. The block of comment lines that ends on the line before it is its documentation, what
    /// stands before that block is not.
    /// </summary>
    public NodeComments Open()
    {
        NodeComments node = Begin();
        int end = tokens.Current.CommentsBefore;
        int documentation = end;
        for (int line = tokens.Current.Span.Line - 1; documentation > _next && IsOnLineOfItsOwn(documentation - 1, line); line--)
        {
            documentation--;
        }

        TakeLeading(node, documentation);
        while (_next < end)
        {
            node.AddDocumentation(_comments[_next++]);
        }

        return node;
    }

    /// <summary>Starts a node that nothing can document.</summary>
    public NodeComments Begin() => new(text.Source);

    /// <summary>Gives the node what stands inside of it, before the current token, where nothing can be documented.</summary>
    public void TakeInner(NodeComments node) => TakeLeading(node, tokens.Current.CommentsBefore);

    /// <summary>Gives the node what stands before the current token, which ends it.</summary>
    public void TakeClosing(NodeComments node)
    {
        while (_next < tokens.Current.CommentsBefore)
        {
            node.AddClosing(_comments[_next++]);
        }
    }

    /// <summary>
    /// Ends a field or an enum value before the current token. A comment behind it, or behind its comma, documents it; and so does one
    /// behind closing parentheses when the line starts with it.
    /// </summary>
    /// <param name="node">The comments of the field.</param>
    /// <param name="first">The number of the field's first token.</param>
    public void CloseElement(NodeComments node, int first)
    {
        int behind = tokens.Index;
        int line = tokens.Previous.Span.Line;
        TakeLeading(node, tokens.Previous.CommentsBefore);
        if (tokens.At(first) is { IsFirstOnLine: true } start && start.Span.Line == line)
        {
            while (!HasCommentBefore(behind, line) && IsSeparatorOn(behind, line))
            {
                behind++;
            }
        }
        else if (!HasCommentBefore(behind, line) && tokens.At(behind).Kind == TokenKind.Comma && IsSeparatorOn(behind, line))
        {
            behind++;
        }

        if (HasCommentBefore(behind, line))
        {
            node.AddTrailingDocumentation(_comments[_next++]);
        }
    }

    /// <summary>Ends a member, or the header of the file, before the current token. A comment behind it on its line does not document it.</summary>
    public void CloseLine(NodeComments node)
    {
        TakeLeading(node, tokens.Previous.CommentsBefore);
        if (HasCommentBefore(tokens.Index, tokens.Previous.Span.Line))
        {
            node.SetTrailing(_comments[_next++]);
        }
    }

    private bool IsOnLineOfItsOwn(int index, int line) => _comments[index].IsFirstOnLine && _comments[index].Span.Line == line;

    private bool IsSeparatorOn(int index, int line) =>
        tokens.At(index) is { Kind: TokenKind.Comma or TokenKind.CloseParenthesis } token && token.Span.Line == line;

    /// <summary>Whether the next comment stands before the token with that number, on that line.</summary>
    private bool HasCommentBefore(int index, int line) =>
        _next < tokens.At(index).CommentsBefore && _comments[_next].Span.Line == line;

    private void TakeLeading(NodeComments node, int end)
    {
        while (_next < end)
        {
            node.AddLeading(_comments[_next++]);
        }
    }
}
