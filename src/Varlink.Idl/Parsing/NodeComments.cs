using Varlink.Idl.Syntax;

namespace Varlink.Idl.Parsing;

/// <summary>The comments of one node, while it is being read.</summary>
internal sealed class NodeComments(string source)
{
    private static readonly SyntaxList<SyntaxList<string>> NoBlocks = SyntaxList<SyntaxList<string>>.Empty;

    private List<Comment>? _leading;
    private List<Comment>? _documentation;
    private List<Comment>? _closing;
    private Comment? _trailing;
    private bool _isDocumentationTrailing;

    public void AddLeading(Comment comment) => (_leading ??= []).Add(comment);

    public void AddDocumentation(Comment comment) => (_documentation ??= []).Add(comment);

    public void AddClosing(Comment comment) => (_closing ??= []).Add(comment);

    public void AddTrailingDocumentation(Comment comment)
    {
        AddDocumentation(comment);
        _isDocumentationTrailing = true;
    }

    public void SetTrailing(Comment comment) => _trailing = comment;

    public DocumentationSyntax Documentation()
    {
        if (_documentation is null)
        {
            return DocumentationSyntax.None;
        }

        TextSpan first = _documentation[0].Span;
        TextSpan last = _documentation[_documentation.Count - 1].Span;
        return new DocumentationSyntax(SyntaxList<string>.From(_documentation.Select(comment => comment.TextIn(source))))
        {
            Span = first with { Length = last.Start + last.Length - first.Start },
        };
    }

    public SyntaxComments Others() =>
        _leading is null && _closing is null && _trailing is null && !_isDocumentationTrailing
            ? SyntaxComments.None
            : new SyntaxComments
            {
                Leading = Blocks(_leading),
                Closing = Blocks(_closing),
                Trailing = _trailing?.TextIn(source),
                IsDocumentationTrailing = _isDocumentationTrailing,
            };

    /// <summary>Comments on lines that follow each other are one block.</summary>
    private SyntaxList<SyntaxList<string>> Blocks(List<Comment>? comments)
    {
        if (comments is null)
        {
            return NoBlocks;
        }

        List<SyntaxList<string>> blocks = [];
        List<string> block = [];
        for (int i = 0; i < comments.Count; i++)
        {
            if (i > 0 && comments[i].Span.Line != comments[i - 1].Span.Line + 1)
            {
                blocks.Add(SyntaxList<string>.From(block));
                block.Clear();
            }

            block.Add(comments[i].TextIn(source));
        }

        blocks.Add(SyntaxList<string>.From(block));
        return SyntaxList<SyntaxList<string>>.From(blocks);
    }
}
