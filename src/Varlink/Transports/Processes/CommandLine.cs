using System.Text;

namespace Varlink.Transports;

/// <summary>
/// Splits a command into words as a POSIX shell does: at blanks, with '...', "..." and backslashes. Nothing is expanded, and what a shell
/// would take for an operator is part of a word: there is no shell.
/// </summary>
internal static class CommandLine
{
    /// <summary>Splits a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="error">What is wrong with it; null when nothing is.</param>
    /// <returns>The words; at least one, unless there is an error.</returns>
    public static IReadOnlyList<string> Split(string command, out string? error)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        bool inWord = false;
        error = null;
        for (int i = 0; i < command.Length; i++)
        {
            char c = command[i];
            switch (c)
            {
                case ' ' or '\t' or '\n' or '\r':
                    if (inWord)
                    {
                        words.Add(word.ToString());
                        word.Clear();
                        inWord = false;
                    }

                    continue;
                case '\'':
                    int end = command.IndexOf('\'', i + 1);
                    if (end < 0)
                    {
                        error = "a quote ' is not closed";
                        return [];
                    }

                    word.Append(command, i + 1, end - i - 1);
                    i = end;
                    break;
                case '"':
                    i = AppendQuoted(command, i + 1, word);
                    if (i < 0)
                    {
                        error = "a quote \" is not closed";
                        return [];
                    }

                    break;
                case '\\':
                    if (++i == command.Length)
                    {
                        error = "nothing follows the backslash at its end";
                        return [];
                    }

                    if (command[i] == '\n')
                    {
                        // The line goes on, and so does the word, if there is one.
                        continue;
                    }

                    word.Append(command[i]);
                    break;
                default:
                    word.Append(c);
                    break;
            }

            inWord = true;
        }

        if (inWord)
        {
            words.Add(word.ToString());
        }

        error = words.Count == 0 || words[0].Length == 0 ? "it names no program" : null;
        return words;
    }

    /// <summary>Appends what stands between double quotes; a backslash is one only before what it can protect there.</summary>
    /// <returns>The position of the closing quote; -1 when there is none.</returns>
    private static int AppendQuoted(string command, int start, StringBuilder word)
    {
        for (int i = start; i < command.Length; i++)
        {
            char c = command[i];
            if (c == '"')
            {
                return i;
            }

            if (c == '\\' && i + 1 < command.Length && command[i + 1] is '"' or '\\' or '$' or '`' or '\n')
            {
                i++;
                if (command[i] == '\n')
                {
                    continue;
                }

                c = command[i];
            }

            word.Append(c);
        }

        return -1;
    }
}
