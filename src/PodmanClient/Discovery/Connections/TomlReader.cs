using System.Text;

namespace Podman.Discovery.Connections;

/// <summary>
/// Reads of TOML what a list of connections needs: texts under the names of their tables. Everything else (numbers, lists, dates) is passed
/// over, however many lines it takes.
/// </summary>
internal static class TomlReader
{
    /// <summary>The texts of a file: table, key and value. The parts of a table's name stand in a list: quoted ones may contain points.</summary>
    public static IEnumerable<(IReadOnlyList<string> Table, string Key, string Value)> Read(string text)
    {
        IReadOnlyList<string> table = [];
        var scanner = new TomlScanner(text);
        while (scanner.SkipToContent())
        {
            if (scanner.TryTake('['))
            {
                bool isList = scanner.TryTake('[');
                table = scanner.ReadKey();
                scanner.SkipLine();
                if (isList)
                {
                    // A list of tables has nothing for us; its keys must not be taken for those of the table before.
                    table = [.. table, "[]"];
                }

                continue;
            }

            IReadOnlyList<string> key = scanner.ReadKey();
            if (key.Count == 0 || !scanner.TryTake('='))
            {
                scanner.SkipLine();
                continue;
            }

            if (scanner.TryReadText(out string? value))
            {
                yield return ([.. table, .. key.Take(key.Count - 1)], key[^1], value);
                scanner.SkipLine();
            }
            else
            {
                scanner.SkipValue();
            }
        }
    }

    /// <summary>The value of an escape in a text with double quotes; null where it is none.</summary>
    internal static string? Unescape(char escape) => escape switch
    {
        'b' => "\b",
        't' => "\t",
        'n' => "\n",
        'f' => "\f",
        'r' => "\r",
        '"' => "\"",
        '\\' => "\\",
        _ => null,
    };

    internal static bool IsBareKey(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';

    internal static void AppendCodePoint(StringBuilder target, string hex)
    {
        if (int.TryParse(hex, System.Globalization.NumberStyles.AllowHexSpecifier, null, out int value) && Rune.IsValid(value))
        {
            target.Append(new Rune(value).ToString());
        }
    }
}
