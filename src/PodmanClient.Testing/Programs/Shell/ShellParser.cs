namespace Podman.Testing.Programs.Shell;

/// <summary>Reads a script of the POSIX shell's grammar, without here-documents.</summary>
internal sealed partial class ShellParser(ShellScanner scanner)
{
    private static readonly HashSet<string> Closers = new(StringComparer.Ordinal) { "then", "elif", "else", "fi", "do", "done", "esac", "}" };

    private readonly ShellScanner _scanner = scanner;

    /// <summary>Reads a whole script.</summary>
    /// <exception cref="ShellSyntaxException">It is not understood.</exception>
    public static ShellNode Parse(string script) => new ShellParser(new ShellScanner(script)).ParseScript();

    public ShellNode ParseScript()
    {
        ShellNode list = ParseList();
        return _scanner.Peek().Kind == TokenKind.End ? list : throw Unexpected();
    }

    /// <summary>Reads up to the parenthesis that closes <c>$(</c>.</summary>
    public ShellNode ParseSubstitution()
    {
        ShellNode list = ParseList();
        Expect(")");
        return list;
    }

    private Sequence ParseList()
    {
        var commands = new List<ShellNode>();
        while (true)
        {
            SkipNewlines();
            Token token = _scanner.Peek();
            if (token.Kind == TokenKind.End || IsOperator(token, ")") || IsOperator(token, ";;") || Closers.Contains(Keyword(token)))
            {
                return new Sequence(commands);
            }

            ShellNode command = ParseAndOr();
            if (TakeOperator("&"))
            {
                command = new Background(command);
            }
            else if (!TakeOperator(";") && _scanner.Peek().Kind == TokenKind.Word)
            {
                throw Unexpected();
            }

            commands.Add(command);
        }
    }

    private ShellNode ParseAndOr()
    {
        ShellNode left = ParsePipeline();
        while (true)
        {
            bool isAnd = TakeOperator("&&");
            if (!isAnd && !TakeOperator("||"))
            {
                return left;
            }

            SkipNewlines();
            left = new AndOr(left, isAnd, ParsePipeline());
        }
    }

    private ShellNode ParsePipeline()
    {
        bool isNegated = TakeKeyword("!");
        var commands = new List<ShellNode> { ParseCommand() };
        while (TakeOperator("|"))
        {
            SkipNewlines();
            commands.Add(ParseCommand());
        }

        return commands.Count == 1 && !isNegated ? commands[0] : new Pipeline(commands, isNegated);
    }

    private ShellNode ParseCommand()
    {
        ShellNode? compound = ParseCompound();
        if (compound is null)
        {
            return ParseSimple();
        }

        List<Redirection> redirections = [];
        while (TryRedirection(redirections))
        {
        }

        return redirections.Count == 0 ? compound : new GroupCommand(compound, false, redirections);
    }

    private ShellNode ParseSimple()
    {
        var assignments = new List<Assignment>();
        var words = new List<Word>();
        var redirections = new List<Redirection>();
        while (true)
        {
            if (TryRedirection(redirections))
            {
                continue;
            }

            Token token = _scanner.Peek();
            if (token.Word is not { } word)
            {
                break;
            }

            _scanner.Next();
            if (words.Count == 0 && AsAssignment(word) is { } assignment)
            {
                assignments.Add(assignment);
                continue;
            }

            words.Add(word);
            if (words.Count == 1 && assignments.Count == 0 && word.Plain is { } name && TakeOperator("("))
            {
                Expect(")");
                SkipNewlines();
                return new FunctionDefinition(name, ParseCommand());
            }
        }

        return assignments.Count + words.Count + redirections.Count == 0
            ? throw Unexpected()
            : new SimpleCommand(assignments, words, redirections);
    }

    private bool TryRedirection(List<Redirection> redirections)
    {
        Token token = _scanner.Peek();
        if (token is not { Kind: TokenKind.Operator, Text: "<" or ">" or ">>" or ">&" or "<&" })
        {
            return false;
        }

        _scanner.Next();
        RedirectionKind kind = token.Text switch
        {
            "<" => RedirectionKind.Read,
            ">" => RedirectionKind.Write,
            ">>" => RedirectionKind.Append,
            _ => RedirectionKind.Duplicate,
        };
        redirections.Add(new Redirection(token.Descriptor ?? (token.Text[0] == '<' ? 0 : 1), kind, TakeWord()));
        return true;
    }

    private static Assignment? AsAssignment(Word word)
    {
        if (word.Parts is not [LiteralPart { IsQuoted: false } first, ..])
        {
            return null;
        }

        int equals = first.Text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || !IsName(first.Text.AsSpan(0, equals)))
        {
            return null;
        }

        string value = first.Text[(equals + 1)..];
        IEnumerable<WordPart> rest = word.Parts.Skip(1);
        return new Assignment(first.Text[..equals], new Word(value.Length == 0 ? [.. rest] : [new LiteralPart(value, false), .. rest]));
    }

    private static bool IsName(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_')
            {
                return false;
            }
        }

        return !char.IsAsciiDigit(text[0]);
    }

    private static bool IsOperator(Token token, string op) => token.Kind == TokenKind.Operator && token.Text == op;

    private static string Keyword(Token token) => token.Word?.Plain ?? "";

    private bool TakeOperator(string op)
    {
        if (!IsOperator(_scanner.Peek(), op))
        {
            return false;
        }

        _scanner.Next();
        return true;
    }

    private bool TakeKeyword(string keyword)
    {
        if (Keyword(_scanner.Peek()) != keyword)
        {
            return false;
        }

        _scanner.Next();
        return true;
    }

    private Word TakeWord()
    {
        if (_scanner.Peek().Word is not { } word)
        {
            throw Unexpected();
        }

        _scanner.Next();
        return word;
    }

    private void Expect(string op)
    {
        if (!TakeOperator(op))
        {
            throw Unexpected();
        }
    }

    private void ExpectKeyword(string keyword)
    {
        if (!TakeKeyword(keyword))
        {
            throw Unexpected();
        }
    }

    private void SkipNewlines()
    {
        while (_scanner.Peek().Kind == TokenKind.Newline)
        {
            _scanner.Next();
        }
    }

    private ShellSyntaxException Unexpected()
    {
        Token token = _scanner.Peek();
        string found = token.Kind switch
        {
            TokenKind.End => "end of file",
            TokenKind.Newline => "newline",
            TokenKind.Word => $"\"{Keyword(token)}\"",
            _ => $"\"{token.Text}\"",
        };
        return new ShellSyntaxException($"syntax error: unexpected {found}", token.Kind == TokenKind.End);
    }
}
