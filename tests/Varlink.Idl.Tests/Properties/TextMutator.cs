namespace Varlink.Idl.Tests.Properties;

/// <summary>Spoils a text in the ways that people do, and in some that nobody would.</summary>
internal sealed class TextMutator(Random random)
{
    private static readonly string[] Snippets =
    [
        "(", ")", "[", "]", "[]", "[string]", "[int]", "?", "??", ":", ",", "->", "#", "# comment\n", "\n", "\r\n", "\r", "\u2028", " ", "\t", "{", "}", ";", "=", "//",
        "type", "method", "error", "interface", "type T ", "method M() -> ()", "error E ()", "type U (", "a: int", "b", "string", "T", "Nope", "org.example.T",
        "a__b", "_", "-", ".", "9", "\0", "\"", "é", "\uD800", "\U0001F600", "\uFEFF",
    ];

    public string Mutate(string text)
    {
        for (int count = 1 + random.Next(4); count > 0; count--)
        {
            int start = random.Next(text.Length + 1);
            int length = Math.Min(random.Next(12), text.Length - start);
            text = random.Next(6) switch
            {
                0 => text.Remove(start, length),
                1 => text.Insert(start, text.Substring(start, length)),
                2 => text[..start],
                3 => text.Remove(start, Math.Min(1, length)).Insert(start, Snippet()),
                _ => text.Insert(start, Snippet()),
            };
        }

        return text;
    }

    /// <summary>A text that consists of nothing but what the language is made of, in no order.</summary>
    public string Soup() =>
        (random.Next(2) == 0 ? "interface org.example\n" : string.Empty) + string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => Snippet() + (random.Next(2) == 0 ? " " : string.Empty)));

    /// <summary>Puts comments and line ends between the tokens of a valid text, wherever they are allowed: everywhere.</summary>
    public string Comment(string text)
    {
        IReadOnlyList<string> tokens = Pieces.TokensOf(text);
        return string.Concat(tokens.Select((token, i) => token + Between(i)));
    }

    private string Between(int number) => random.Next(12) switch
    {
        0 => $" # {number}\n",
        1 => $"\n# {number}\n",
        2 => $"\n# {number}\n\n",
        3 => $"\n\n  # {number}\n  # {number} too\n",
        4 => $"#{number}\r\n\t#{number} too\r",
        5 or 6 => "\n",
        _ => " ",
    };

    private string Snippet() => Snippets[random.Next(Snippets.Length)];
}
