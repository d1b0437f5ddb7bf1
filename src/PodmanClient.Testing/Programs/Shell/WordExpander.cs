using System.Globalization;
using System.Text;

namespace Podman.Testing.Programs.Shell;

/// <summary>Turns words into the arguments of a command: parameters, commands, arithmetic; then splitting; then file names.</summary>
internal sealed class WordExpander(ShellState state, ContainerProcess process, Func<ShellNode, ValueTask<string>> substitute)
{
    private readonly ShellState _state = state;
    private readonly ContainerProcess _process = process;
    private readonly Func<ShellNode, ValueTask<string>> _substitute = substitute;

    /// <summary>Expands words into fields.</summary>
    public async ValueTask<List<string>> ExpandAsync(IEnumerable<Word> words)
    {
        var fields = new List<string>();
        foreach (Word word in words)
        {
            var pending = new Fields();
            await CollectAsync(word, pending).ConfigureAwait(false);
            foreach ((string text, string pattern) in pending.Finish())
            {
                IReadOnlyList<string> names = GlobPattern.HasWildcards(pattern)
                    ? FileGlob.Expand(_process.Files, _state.WorkingDirectory, pattern)
                    : [];
                fields.AddRange(names.Count > 0 ? names : [text]);
            }
        }

        return fields;
    }

    /// <summary>Expands a word where splitting does not happen: the value of an assignment, the target of a redirection.</summary>
    public async ValueTask<string> ExpandOneAsync(Word word) => (await JoinAsync(word).ConfigureAwait(false)).Text;

    /// <summary>Expands a word into a pattern, in which quoted text stands for itself.</summary>
    public async ValueTask<string> ExpandPatternAsync(Word word) => (await JoinAsync(word).ConfigureAwait(false)).Pattern;

    private async ValueTask<(string Text, string Pattern)> JoinAsync(Word word)
    {
        var pending = new Fields { Splits = false };
        await CollectAsync(word, pending).ConfigureAwait(false);
        List<(string Text, string Pattern)> fields = pending.Finish();
        return (string.Join(' ', fields.Select(f => f.Text)), string.Join(' ', fields.Select(f => f.Pattern)));
    }

    private async ValueTask CollectAsync(Word word, Fields fields)
    {
        foreach (WordPart part in word.Parts)
        {
            switch (part)
            {
                case LiteralPart literal:
                    fields.AddLiteral(ReferenceEquals(part, word.Parts[0]) ? ExpandTilde(literal) : literal.Text, literal.IsQuoted);
                    break;
                case ParameterPart { Name: "@" or "*", Operator: "" } all:
                    fields.AddList(_state.Parameters, all.IsQuoted, joins: all.Name == "*");
                    break;
                case ParameterPart parameter:
                    await CollectParameterAsync(parameter, fields).ConfigureAwait(false);
                    break;
                case CommandPart command:
                    fields.AddValue((await _substitute(command.Command).ConfigureAwait(false)).TrimEnd('\n'), command.IsQuoted);
                    break;
                case ArithmeticPart arithmetic:
                    string expression = await ExpandOneAsync(arithmetic.Expression).ConfigureAwait(false);
                    long value = Arithmetic.Evaluate(expression, Value);
                    fields.AddValue(value.ToString(CultureInfo.InvariantCulture), arithmetic.IsQuoted);
                    break;
            }
        }
    }

    private async ValueTask CollectParameterAsync(ParameterPart part, Fields fields)
    {
        string? value = Value(part.Name);
        bool isMissing = part.Operator.StartsWith(':') ? string.IsNullOrEmpty(value) : value is null;
        switch (part.Operator.TrimStart(':'))
        {
            case "":
                fields.AddValue(value ?? "", part.IsQuoted);
                break;
            case "-" when isMissing:
            case "+" when !isMissing:
                await CollectAsync(part.Argument!, fields).ConfigureAwait(false);
                break;
            case "=" when isMissing:
                string assigned = await ExpandOneAsync(part.Argument!).ConfigureAwait(false);
                _state.Set(part.Name, assigned);
                fields.AddValue(assigned, part.IsQuoted);
                break;
            case "?" when isMissing:
                string message = await ExpandOneAsync(part.Argument!).ConfigureAwait(false);
                throw new ShellSyntaxException($"{part.Name}: {(message.Length == 0 ? "parameter not set" : message)}");
            case "+":
                break;
            case "#" when part.Argument is null:
                fields.AddValue((value ?? "").Length.ToString(CultureInfo.InvariantCulture), part.IsQuoted);
                break;
            case "#" or "##" or "%" or "%%":
                string pattern = await ExpandPatternAsync(part.Argument!).ConfigureAwait(false);
                fields.AddValue(Trim(value ?? "", pattern, part.Operator), part.IsQuoted);
                break;
            default:
                fields.AddValue(value ?? "", part.IsQuoted);
                break;
        }
    }

    private static string Trim(string value, string pattern, string op)
    {
        bool fromStart = op[0] == '#';
        IEnumerable<int> lengths = Enumerable.Range(0, value.Length + 1);
        foreach (int length in op.Length == 2 ? lengths.Reverse() : lengths)
        {
            ReadOnlySpan<char> candidate = fromStart ? value.AsSpan(0, length) : value.AsSpan(value.Length - length);
            if (GlobPattern.IsMatch(pattern, candidate))
            {
                return fromStart ? value[length..] : value[..^length];
            }
        }

        return value;
    }

    private string? Value(string name) => name switch
    {
        "?" => _state.LastStatus.ToString(CultureInfo.InvariantCulture),
        "$" => _process.ProcessId.ToString(CultureInfo.InvariantCulture),
        "!" => _state.LastBackgroundId?.ToString(CultureInfo.InvariantCulture),
        "#" => _state.Parameters.Count.ToString(CultureInfo.InvariantCulture),
        "@" or "*" => string.Join(' ', _state.Parameters),
        "-" => _state.StopsOnError ? "e" : "",
        "0" => _state.Name,
        _ when char.IsAsciiDigit(name[0]) => _state.Parameters.ElementAtOrDefault(int.Parse(name, CultureInfo.InvariantCulture) - 1),
        _ => _state.Get(name),
    };

    private string ExpandTilde(LiteralPart literal)
    {
        bool isHome = !literal.IsQuoted && (literal.Text == "~" || literal.Text.StartsWith("~/", StringComparison.Ordinal));
        return isHome ? (_state.Get("HOME") ?? "/root") + literal.Text[1..] : literal.Text;
    }

    /// <summary>Fields under construction: each as text, and as a pattern in which quoted text stands for itself.</summary>
    private sealed class Fields
    {
        private readonly List<(string Text, string Pattern)> _done = [];
        private readonly StringBuilder _text = new();
        private readonly StringBuilder _pattern = new();
        private bool _hasField;

        public bool Splits { get; init; } = true;

        public void AddLiteral(string text, bool isQuoted)
        {
            _text.Append(text);
            _pattern.Append(isQuoted ? GlobPattern.Escape(text) : text);
            _hasField = true;
        }

        public void AddValue(string value, bool isQuoted)
        {
            if (isQuoted || !Splits)
            {
                // Without splitting the value is still a pattern, as in case $x in $y).
                AddLiteral(value, isQuoted);
                return;
            }

            for (int i = 0; i < value.Length; i++)
            {
                if (value[i] is ' ' or '\t' or '\n')
                {
                    Close();
                }
                else
                {
                    _text.Append(value[i]);
                    _pattern.Append(value[i]);
                    _hasField = true;
                }
            }
        }

        public void AddList(IReadOnlyList<string> values, bool isQuoted, bool joins)
        {
            if (joins && isQuoted)
            {
                AddLiteral(string.Join(' ', values), true);
                return;
            }

            for (int i = 0; i < values.Count; i++)
            {
                if (i > 0)
                {
                    Close();
                }

                AddValue(values[i], isQuoted);
            }
        }

        public List<(string Text, string Pattern)> Finish()
        {
            Close();
            return _done;
        }

        private void Close()
        {
            if (_hasField)
            {
                _done.Add((_text.ToString(), _pattern.ToString()));
                _text.Clear();
                _pattern.Clear();
                _hasField = false;
            }
        }
    }
}
