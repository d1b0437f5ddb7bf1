using System.Globalization;

namespace Podman.Testing.Programs.Shell;

/// <summary>Evaluates the expression of <c>$(( ))</c>: C's operators on integers of 64 bits.</summary>
internal sealed class Arithmetic
{
    private static readonly string[][] Levels =
    [
        ["||"], ["&&"], ["|"], ["^"], ["&"], ["==", "!="], ["<=", ">=", "<", ">"], ["<<", ">>"], ["+", "-"], ["*", "/", "%"],
    ];

    private readonly string _text;
    private readonly Func<string, string?> _variable;
    private int _at;

    private Arithmetic(string text, Func<string, string?> variable)
    {
        _text = text;
        _variable = variable;
    }

    /// <summary>Evaluates.</summary>
    /// <param name="text">The expression; empty is 0.</param>
    /// <param name="variable">Reads a variable; null and text that is no number count as 0.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ShellSyntaxException">It is no expression, or divides by zero.</exception>
    public static long Evaluate(string text, Func<string, string?> variable)
    {
        var arithmetic = new Arithmetic(text, variable);
        arithmetic.SkipBlanks();
        if (arithmetic._at == text.Length)
        {
            return 0;
        }

        long value = arithmetic.Conditional();
        return arithmetic._at == text.Length ? value : throw Error();
    }

    private long Conditional()
    {
        long condition = Binary(0);
        if (!Take("?"))
        {
            return condition;
        }

        long whenTrue = Conditional();
        if (!Take(":"))
        {
            throw Error();
        }

        long whenFalse = Conditional();
        return condition != 0 ? whenTrue : whenFalse;
    }

    private long Binary(int level)
    {
        if (level == Levels.Length)
        {
            return Unary();
        }

        long left = Binary(level + 1);
        while (TakeOperator(level) is { } op)
        {
            left = Apply(op, left, Binary(level + 1));
        }

        return left;
    }

    private string? TakeOperator(int level)
    {
        foreach (string op in Levels[level])
        {
            // "|" must not take the first half of "||", nor "<" that of "<<" or "<=".
            char second = _at + 1 < _text.Length ? _text[_at + 1] : ' ';
            bool isLonger = op is "|" or "&" or "<" or ">" && (second == op[0] || (op is "<" or ">" && second == '='));
            if (!isLonger && Take(op))
            {
                return op;
            }
        }

        return null;
    }

    private static long Apply(string op, long left, long right) => op switch
    {
        "||" => left != 0 || right != 0 ? 1 : 0,
        "&&" => left != 0 && right != 0 ? 1 : 0,
        "|" => left | right,
        "^" => left ^ right,
        "&" => left & right,
        "==" => left == right ? 1 : 0,
        "!=" => left != right ? 1 : 0,
        "<" => left < right ? 1 : 0,
        ">" => left > right ? 1 : 0,
        "<=" => left <= right ? 1 : 0,
        ">=" => left >= right ? 1 : 0,
        "<<" => left << (int)right,
        ">>" => left >> (int)right,
        "+" => unchecked(left + right),
        "-" => unchecked(left - right),
        "*" => unchecked(left * right),
        _ when right == 0 => throw new ShellSyntaxException("divide by zero"),
        "/" => right == -1 ? unchecked(-left) : left / right,
        _ => right == -1 ? 0 : left % right,
    };

    private long Unary()
    {
        if (Take("!"))
        {
            return Unary() == 0 ? 1 : 0;
        }

        if (Take("~"))
        {
            return ~Unary();
        }

        if (Take("-"))
        {
            return unchecked(-Unary());
        }

        if (Take("+"))
        {
            return Unary();
        }

        if (Take("("))
        {
            long value = Conditional();
            return Take(")") ? value : throw Error();
        }

        return Primary();
    }

    private long Primary()
    {
        int start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] == '_'))
        {
            _at++;
        }

        string word = _text[start.._at];
        SkipBlanks();
        return word.Length == 0 ? throw Error()
            : char.IsAsciiDigit(word[0]) ? Number(word) ?? throw Error()
            : Number(_variable(word) ?? "") ?? 0;
    }

    private static long? Number(string text)
    {
        bool isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return isHex
            ? long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long hex) ? hex : null
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : null;
    }

    private bool Take(string op)
    {
        SkipBlanks();
        if (string.CompareOrdinal(_text, _at, op, 0, op.Length) != 0)
        {
            return false;
        }

        _at += op.Length;
        SkipBlanks();
        return true;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    private static ShellSyntaxException Error() => new("arithmetic syntax error");
}
