using System.Globalization;

namespace Podman.Compatibility;

/// <summary>
/// Reads the interface description that a daemon gives of itself, just far enough to compare signatures. A description comes from a
/// program, so this says no more than where it could not be read.
/// </summary>
internal ref struct InterfaceReader
{
    private const int MaxDepth = 64;

    private readonly ReadOnlySpan<char> _text;
    private readonly InterfaceShape _shape;
    private int _position;

    private InterfaceReader(ReadOnlySpan<char> text)
    {
        _text = text;
        _shape = new InterfaceShape();
    }

    /// <summary>Reads a description.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static InterfaceShape Read(string description)
    {
        var reader = new InterfaceReader(description);
        reader.ReadInterface();
        return reader._shape;
    }

    private void ReadInterface()
    {
        Expect("interface");
        SkipTrivia();
        while (!IsAtEnd && !char.IsWhiteSpace(_text[_position]))
        {
            _position++; // The name of the interface: dots and dashes are part of it.
        }

        for (SkipTrivia(); !IsAtEnd; SkipTrivia())
        {
            ReadMember();
        }
    }

    private void ReadMember()
    {
        string kind = ReadWord();
        string name = ReadWord();
        TypeShape type = ReadType(0);
        switch (kind)
        {
            case "type":
                _shape.Types[name] = type;
                break;
            case "method" when type is StructShape input:
                Expect("->");
                _shape.Methods[name] = (input, ReadType(0) as StructShape ?? throw Unreadable());
                break;
            case "error":
                break;
            default:
                throw Unreadable();
        }
    }

    private TypeShape ReadType(int depth)
    {
        if (depth > MaxDepth)
        {
            throw Unreadable();
        }

        SkipTrivia();
        if (TryTake('?'))
        {
            return new WrapperShape(WrapperShape.Optional, ReadType(depth + 1));
        }

        if (TryTake('['))
        {
            SkipTrivia();
            string key = IsAtEnd || _text[_position] == ']' ? "" : ReadWord();
            Expect("]");
            return new WrapperShape($"[{key}]", ReadType(depth + 1));
        }

        return TryTake('(') ? ReadMembers(depth + 1) : new NameShape(ReadWord());
    }

    private TypeShape ReadMembers(int depth)
    {
        var fields = new List<KeyValuePair<string, TypeShape>>();
        bool isEnum = false;
        SkipTrivia();
        if (TryTake(')'))
        {
            return new StructShape(fields);
        }

        do
        {
            string name = ReadWord();
            SkipTrivia();
            if (TryTake(':'))
            {
                fields.Add(new(name, ReadType(depth)));
            }
            else
            {
                isEnum = true;
            }

            SkipTrivia();
        }
        while (TryTake(','));

        Expect(")");
        return isEnum ? new EnumShape() : new StructShape(fields);
    }

    private readonly bool IsAtEnd => _position >= _text.Length;

    private string ReadWord()
    {
        SkipTrivia();
        int start = _position;
        while (!IsAtEnd && (char.IsAsciiLetterOrDigit(_text[_position]) || _text[_position] == '_'))
        {
            _position++;
        }

        return _position > start ? _text[start.._position].ToString() : throw Unreadable();
    }

    private void Expect(string token)
    {
        SkipTrivia();
        if (!_text[_position..].StartsWith(token, StringComparison.Ordinal))
        {
            throw Unreadable();
        }

        _position += token.Length;
    }

    private bool TryTake(char token)
    {
        bool isThere = !IsAtEnd && _text[_position] == token;
        _position += isThere ? 1 : 0;
        return isThere;
    }

    private void SkipTrivia()
    {
        while (!IsAtEnd && (char.IsWhiteSpace(_text[_position]) || _text[_position] == '#'))
        {
            if (_text[_position] == '#')
            {
                int line = _text[_position..].IndexOfAny('\n', '\r');
                _position = line < 0 ? _text.Length : _position + line;
            }
            else
            {
                _position++;
            }
        }
    }

    private readonly FormatException Unreadable() =>
        new(string.Create(CultureInfo.InvariantCulture, $"The interface description cannot be read at character {_position}."));
}
