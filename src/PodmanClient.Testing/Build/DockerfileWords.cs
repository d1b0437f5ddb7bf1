using System.Text;
using System.Text.RegularExpressions;

namespace Podman.Testing.Build;

/// <summary>Words and variables in the arguments of instructions.</summary>
internal static partial class DockerfileWords
{
    /// <summary>Splits at blanks; quotes hold words together and are taken away, a backslash takes the next character as it is.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        bool hasWord = false;
        char quote = '\0';
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\\' && quote != '\'' && i + 1 < text.Length)
            {
                word.Append(text[++i]);
                hasWord = true;
            }
            else if (c == quote || (quote == '\0' && c is '"' or '\''))
            {
                quote = quote == '\0' ? c : '\0';
                hasWord = true;
            }
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                Close();
            }
            else
            {
                word.Append(c);
                hasWord = true;
            }
        }

        Close();
        return words;

        void Close()
        {
            if (hasWord)
            {
                words.Add(word.ToString());
                word.Clear();
                hasWord = false;
            }
        }
    }

    /// <summary>The pairs of ENV and LABEL: <c>a=1 b="2 3"</c>, or the old form <c>a the rest</c>.</summary>
    public static IReadOnlyList<(string Name, string Value)> Pairs(string text)
    {
        IReadOnlyList<string> words = Split(text);
        if (words.Count > 0 && !words[0].Contains('=', StringComparison.Ordinal))
        {
            string[] old = text.Split([' ', '\t'], 2, StringSplitOptions.TrimEntries);
            return [(old[0], old.Length == 2 ? old[1] : "")];
        }

        return [.. words.Select(word => word.Split('=', 2)).Select(pair => (pair[0], pair.Length == 2 ? pair[1] : ""))];
    }

    /// <summary>Replaces <c>$name</c>, <c>${name}</c>, <c>${name:-default}</c> and <c>${name:+alternative}</c>.</summary>
    public static string Substitute(string text, Func<string, string?> variable) => Variable().Replace(text, match =>
    {
        if (match.Groups["escaped"].Success)
        {
            return "$";
        }

        string? value = variable(match.Groups["name"].Value);
        bool isSet = !string.IsNullOrEmpty(value);
        return match.Groups["op"].Value switch
        {
            ":-" => isSet ? value! : match.Groups["word"].Value,
            ":+" => isSet ? match.Groups["word"].Value : "",
            _ => value ?? "",
        };
    });

    [GeneratedRegex(
        @"(?<escaped>\\\$)|\$(?:(?<name>[A-Za-z_][A-Za-z0-9_]*)|\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(?:(?<op>:[-+])(?<word>[^}]*))?\})",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();
}
