namespace Podman.Testing.Programs.Shell;

/// <content>Groups, branches and loops.</content>
internal sealed partial class ShellParser
{
    private ShellNode? ParseCompound()
    {
        if (TakeOperator("("))
        {
            ShellNode body = ParseList();
            Expect(")");
            return new GroupCommand(body, true, []);
        }

        switch (Keyword(_scanner.Peek()))
        {
            case "{":
                _scanner.Next();
                ShellNode group = ParseList();
                ExpectKeyword("}");
                return new GroupCommand(group, false, []);
            case "if":
                _scanner.Next();
                return ParseIf();
            case "while":
            case "until":
                bool isUntil = Keyword(_scanner.Next()) == "until";
                ShellNode condition = ParseList();
                return new WhileCommand(condition, ParseDo(), isUntil);
            case "for":
                _scanner.Next();
                return ParseFor();
            case "case":
                _scanner.Next();
                return ParseCase();
            default:
                return null;
        }
    }

    private IfCommand ParseIf()
    {
        ShellNode condition = ParseList();
        ExpectKeyword("then");
        ShellNode then = ParseList();
        if (TakeKeyword("elif"))
        {
            return new IfCommand(condition, then, ParseIf());
        }

        ShellNode? otherwise = TakeKeyword("else") ? ParseList() : null;
        ExpectKeyword("fi");
        return new IfCommand(condition, then, otherwise);
    }

    private ForCommand ParseFor()
    {
        string name = TakeWord().Plain ?? throw Unexpected();
        SkipNewlines();
        List<Word>? words = null;
        if (TakeKeyword("in"))
        {
            words = [];
            while (_scanner.Peek() is { Kind: TokenKind.Word, Word: { } word })
            {
                words.Add(word);
                _scanner.Next();
            }
        }

        TakeOperator(";");
        SkipNewlines();
        return new ForCommand(name, words, ParseDo());
    }

    private CaseCommand ParseCase()
    {
        Word subject = TakeWord();
        SkipNewlines();
        ExpectKeyword("in");
        var items = new List<CaseItem>();
        while (true)
        {
            SkipNewlines();
            if (TakeKeyword("esac"))
            {
                return new CaseCommand(subject, items);
            }

            TakeOperator("(");
            var patterns = new List<Word> { TakeWord() };
            while (TakeOperator("|"))
            {
                patterns.Add(TakeWord());
            }

            Expect(")");
            items.Add(new CaseItem(patterns, ParseList()));
            TakeOperator(";;");
        }
    }

    private ShellNode ParseDo()
    {
        ExpectKeyword("do");
        ShellNode body = ParseList();
        ExpectKeyword("done");
        return body;
    }
}
