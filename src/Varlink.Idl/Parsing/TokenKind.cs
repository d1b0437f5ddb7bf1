namespace Varlink.Idl.Parsing;

/// <summary>The kinds of token. Keywords are words: <c>type</c> is also a fine name for a field, and only the place tells.</summary>
internal enum TokenKind
{
    /// <summary>The end of the text; always the last token.</summary>
    End,

    /// <summary>A keyword, a name, or what looks like one.</summary>
    Word,

    /// <summary><c>(</c>.</summary>
    OpenParenthesis,

    /// <summary><c>)</c>.</summary>
    CloseParenthesis,

    /// <summary><c>[</c>.</summary>
    OpenBracket,

    /// <summary><c>]</c>.</summary>
    CloseBracket,

    /// <summary><c>?</c>.</summary>
    Question,

    /// <summary><c>:</c>.</summary>
    Colon,

    /// <summary><c>,</c>.</summary>
    Comma,

    /// <summary><c>-&gt;</c>.</summary>
    Arrow,
}
