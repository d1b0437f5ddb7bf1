using System.Globalization;
using Podman.Testing.FileSystem;

namespace Podman.Testing.Programs.BuiltIn;

/// <summary><c>test</c> and <c>[</c>.</summary>
internal static class TestProgram
{
    public static async Task<int> RunAsync(ContainerProcess process)
    {
        List<string> words = [.. process.Arguments.Skip(1)];
        if (process.Arguments[0] == "[")
        {
            if (words.Count == 0 || words[^1] != "]")
            {
                await process.FailAsync("missing ]").ConfigureAwait(false);
                return 2;
            }

            words.RemoveAt(words.Count - 1);
        }

        try
        {
            return new Expression(process, words).Evaluate() ? 0 : 1;
        }
        catch (FormatException e)
        {
            await process.FailAsync(e.Message).ConfigureAwait(false);
            return 2;
        }
    }

    private sealed class Expression(ContainerProcess process, List<string> words)
    {
        private readonly ContainerProcess _process = process;
        private readonly List<string> _words = words;
        private int _at;

        public bool Evaluate()
        {
            if (_words.Count == 0)
            {
                return false;
            }

            bool value = Or();
            return _at == _words.Count ? value : throw new FormatException($"{_words[_at]}: unknown operand");
        }

        private bool Or()
        {
            bool value = And();
            while (Take("-o"))
            {
                value |= And();
            }

            return value;
        }

        private bool And()
        {
            bool value = Not();
            while (Take("-a"))
            {
                value &= Not();
            }

            return value;
        }

        private bool Not() => _words.Count - _at > 1 && Take("!") ? !Not() : Primary();

        private bool Primary()
        {
            int left = _words.Count - _at;
            if (left >= 3 && Binary(_words[_at], _words[_at + 1], _words[_at + 2]) is { } compared)
            {
                _at += 3;
                return compared;
            }

            if (left >= 3 && Take("("))
            {
                bool value = Or();
                return Take(")") ? value : throw new FormatException("closing paren expected");
            }

            if (left >= 2 && Unary(_words[_at], _words[_at + 1]) is { } tested)
            {
                _at += 2;
                return tested;
            }

            return left > 0 ? _words[_at++].Length > 0 : throw new FormatException("argument expected");
        }

        private bool? Unary(string op, string operand) => op switch
        {
            "-n" => operand.Length > 0,
            "-z" => operand.Length == 0,
            "-e" => Find(operand) is not null,
            "-f" => Find(operand) is FileNode,
            "-d" => Find(operand) is DirectoryNode,
            "-h" or "-L" => _process.Files.Find(_process.FullPath(operand), followLast: false) is LinkNode,
            "-s" => Find(operand) is DirectoryNode or FileNode { Content.Length: > 0 },
            "-r" or "-w" => Find(operand) is not null,
            "-x" => Find(operand) is { } node && (node.Attributes.Mode & 0b001_001_001) != 0,
            "-t" => operand is "0" && _process.Streams.IsTerminal,
            _ => null,
        };

        private static bool? Binary(string left, string op, string right) => op switch
        {
            "=" or "==" => left == right,
            "!=" => left != right,
            "<" => string.CompareOrdinal(left, right) < 0,
            ">" => string.CompareOrdinal(left, right) > 0,
            "-eq" => Number(left) == Number(right),
            "-ne" => Number(left) != Number(right),
            "-lt" => Number(left) < Number(right),
            "-le" => Number(left) <= Number(right),
            "-gt" => Number(left) > Number(right),
            "-ge" => Number(left) >= Number(right),
            _ => null,
        };

        private Node? Find(string path) => path.Length == 0 ? null : _process.Files.Find(_process.FullPath(path));

        private static long Number(string text) =>
            long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
                ? number
                : throw new FormatException($"{text}: bad number");

        private bool Take(string word)
        {
            if (_at >= _words.Count || _words[_at] != word)
            {
                return false;
            }

            _at++;
            return true;
        }
    }
}
