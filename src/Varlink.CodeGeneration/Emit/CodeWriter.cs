using System.Text;

namespace Varlink.CodeGeneration.Emit;

/// <summary>Writes indented lines that end in LF.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes a line, or an empty one.</summary>
    public void Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', _depth * 4).Append(line);
        }

        _text.Append('\n');
    }

    /// <summary>Writes a line that is one step further in.</summary>
    public void Continue(string line)
    {
        _depth++;
        Line(line);
        _depth--;
    }

    /// <summary>Writes a line and opens a block behind it.</summary>
    public void Open(string line)
    {
        Line(line);
        Line("{");
        _depth++;
    }

    /// <summary>Closes a block.</summary>
    public void Close(string closing = "}")
    {
        _depth--;
        Line(closing);
    }

    /// <summary>Goes one step in without a brace.</summary>
    public void Indent() => _depth++;

    /// <summary>Goes one step out without a brace.</summary>
    public void Outdent() => _depth--;

    /// <summary>Writes text that already has its lines and its indentation.</summary>
    public void Verbatim(string text) => _text.Append(text);

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
