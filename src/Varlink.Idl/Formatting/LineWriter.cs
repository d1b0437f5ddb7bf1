using System.Text;

namespace Varlink.Idl.Formatting;

/// <summary>Collects text line by line and knows the column it is at.</summary>
internal sealed class LineWriter
{
    private const int IndentWidth = 2;

    private readonly StringBuilder _text = new();
    private int _lineStart;
    private int _indent;

    /// <summary>How many columns of the current line are taken.</summary>
    public int Column => _text.Length - _lineStart;

    public void Indent() => _indent += IndentWidth;

    public void Unindent() => _indent -= IndentWidth;

    public void Write(string text)
    {
        if (Column == 0)
        {
            _text.Append(' ', _indent);
        }

        _text.Append(text);
    }

    public void EndLine()
    {
        _text.Append('\n');
        _lineStart = _text.Length;
    }

    public override string ToString() => _text.ToString();
}
