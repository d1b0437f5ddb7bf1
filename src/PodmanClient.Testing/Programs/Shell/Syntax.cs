namespace Podman.Testing.Programs.Shell;

/// <summary>A command of the shell's grammar.</summary>
internal abstract record ShellNode;

/// <summary>Assignments, words, redirections: <c>A=b echo x > file</c>.</summary>
internal sealed record SimpleCommand(IReadOnlyList<Assignment> Assignments, IReadOnlyList<Word> Words, IReadOnlyList<Redirection> Redirections)
    : ShellNode;

/// <summary><c>a | b</c>, or <c>! a</c>.</summary>
internal sealed record Pipeline(IReadOnlyList<ShellNode> Commands, bool IsNegated) : ShellNode;

/// <summary><c>a &amp;&amp; b</c> or <c>a || b</c>.</summary>
internal sealed record AndOr(ShellNode Left, bool IsAnd, ShellNode Right) : ShellNode;

/// <summary><c>a; b</c>.</summary>
internal sealed record Sequence(IReadOnlyList<ShellNode> Commands) : ShellNode;

/// <summary><c>a &amp;</c>.</summary>
internal sealed record Background(ShellNode Command) : ShellNode;

/// <summary><c>if</c>, with <c>elif</c> as an <c>if</c> in the else part.</summary>
internal sealed record IfCommand(ShellNode Condition, ShellNode Then, ShellNode? Else) : ShellNode;

/// <summary><c>while</c> and <c>until</c>.</summary>
internal sealed record WhileCommand(ShellNode Condition, ShellNode Body, bool IsUntil) : ShellNode;

/// <summary><c>for x in words</c>; without <c>in</c>, the positional parameters.</summary>
internal sealed record ForCommand(string Name, IReadOnlyList<Word>? Words, ShellNode Body) : ShellNode;

/// <summary><c>case word in pattern) commands ;; esac</c>.</summary>
internal sealed record CaseCommand(Word Subject, IReadOnlyList<CaseItem> Items) : ShellNode;

/// <summary>One branch of a <c>case</c>.</summary>
internal sealed record CaseItem(IReadOnlyList<Word> Patterns, ShellNode Body);

/// <summary><c>{ a; }</c>, or with a state of its own <c>( a )</c>; and compound commands with redirections.</summary>
internal sealed record GroupCommand(ShellNode Body, bool IsSubshell, IReadOnlyList<Redirection> Redirections) : ShellNode;

/// <summary><c>name() command</c>.</summary>
internal sealed record FunctionDefinition(string Name, ShellNode Body) : ShellNode;

/// <summary><c>name=value</c>.</summary>
internal sealed record Assignment(string Name, Word Value);

/// <summary>How a stream is redirected.</summary>
internal enum RedirectionKind
{
    Read,
    Write,
    Append,
    Duplicate,
}

/// <summary><c>2> file</c>, <c>2>&amp;1</c>: the descriptor, how, and where to.</summary>
internal sealed record Redirection(int Descriptor, RedirectionKind Kind, Word Target);

/// <summary>A word before its expansion.</summary>
internal sealed record Word(IReadOnlyList<WordPart> Parts)
{
    /// <summary>The text when the word is plain and unquoted, as keywords must be; null otherwise.</summary>
    public string? Plain => Parts is [LiteralPart { IsQuoted: false } part] ? part.Text : null;
}

/// <summary>A piece of a word.</summary>
internal abstract record WordPart(bool IsQuoted);

/// <summary>Text.</summary>
internal sealed record LiteralPart(string Text, bool IsQuoted) : WordPart(IsQuoted);

/// <summary><c>$name</c>, <c>${name:-word}</c>, <c>${#name}</c>, <c>${name%pattern}</c>: the operator is empty for the plain form.</summary>
internal sealed record ParameterPart(string Name, string Operator, Word? Argument, bool IsQuoted) : WordPart(IsQuoted);

/// <summary><c>$(command)</c> or <c>`command`</c>.</summary>
internal sealed record CommandPart(ShellNode Command, bool IsQuoted) : WordPart(IsQuoted);

/// <summary><c>$((expression))</c>.</summary>
internal sealed record ArithmeticPart(Word Expression, bool IsQuoted) : WordPart(IsQuoted);

/// <summary>A script that is not understood.</summary>
/// <param name="message">Why.</param>
/// <param name="isIncomplete">Whether more text could make it understood.</param>
internal sealed class ShellSyntaxException(string message, bool isIncomplete = false) : Exception(message)
{
    public bool IsIncomplete { get; } = isIncomplete;
}
