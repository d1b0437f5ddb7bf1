namespace Podman.Testing.Programs;

/// <summary>What became of keys that were typed.</summary>
/// <param name="Echo">What the terminal shows of them.</param>
/// <param name="Reads">What programs read of them, a read each; an empty one is the end of the input.</param>
/// <param name="Signals">The signals they are. What was typed before is dropped then.</param>
internal sealed record TypedKeys(byte[] Echo, IReadOnlyList<byte[]> Reads, IReadOnlyList<int> Signals);

/// <summary>A terminal's treatment of keys, as Linux does it: echo, lines that can be edited, keys that are signals.</summary>
internal sealed class LineDiscipline(Terminal terminal)
{
    private const byte CtrlC = 0x03;
    private const byte CtrlD = 0x04;
    private const byte Backspace = 0x08;
    private const byte CtrlU = 0x15;
    private const byte CtrlZ = 0x1A;
    private const byte CtrlBackslash = 0x1C;
    private const byte Delete = 0x7F;

    private readonly List<byte> _line = [];
    private readonly List<byte> _echo = [];
    private readonly List<byte[]> _reads = [];
    private readonly List<int> _signals = [];
    private TerminalSettings _settings = TerminalSettings.Sane;

    /// <summary>Takes keys. What is no whole line yet is kept until it is.</summary>
    public TypedKeys Take(ReadOnlySpan<byte> typed)
    {
        _settings = terminal.Settings;
        _echo.Clear();
        _reads.Clear();
        _signals.Clear();
        foreach (byte typedKey in typed)
        {
            byte key = typedKey == (byte)'\r' && _settings.MapsReturns ? (byte)'\n' : typedKey;
            if (_settings.SendsSignals && SignalOf(key) is { } signal)
            {
                _line.Clear();
                _reads.Clear();
                _signals.Add(signal);
                Show(key);
            }
            else if (_settings.EditsLines)
            {
                Edit(key);
            }
            else
            {
                _line.Add(key);
                Show(key);
            }
        }

        if (!_settings.EditsLines && _line.Count > 0)
        {
            EndRead();
        }

        return new TypedKeys([.. _echo], [.. _reads], [.. _signals]);
    }

    private static int? SignalOf(byte key) => key switch
    {
        CtrlC => Signals.Int,
        CtrlBackslash => Signals.Quit,
        CtrlZ => Signals.TerminalStop,
        _ => null,
    };

    private void Edit(byte key)
    {
        switch (key)
        {
            case Delete or Backspace:
                Erase();
                break;
            case CtrlU:
                while (_line.Count > 0)
                {
                    Erase();
                }

                break;
            case CtrlD:
                EndRead();
                break;
            default:
                _line.Add(key);
                Show(key);
                if (key == (byte)'\n')
                {
                    EndRead();
                }

                break;
        }
    }

    private void EndRead()
    {
        _reads.Add([.. _line]);
        _line.Clear();
    }

    /// <summary>Takes the last character back, which may be several bytes of UTF-8.</summary>
    private void Erase()
    {
        if (_line.Count == 0)
        {
            return;
        }

        byte first;
        do
        {
            first = _line[^1];
            _line.RemoveAt(_line.Count - 1);
        }
        while ((first & 0xC0) == 0x80 && _line.Count > 0);

        for (int columns = IsControl(first) ? 2 : 1; _settings.Echoes && columns > 0; columns--)
        {
            _echo.AddRange("\b \b"u8);
        }
    }

    private void Show(byte key)
    {
        if (!_settings.Echoes)
        {
            return;
        }

        if (key == (byte)'\n')
        {
            _echo.AddRange(_settings.MapsNewlines ? "\r\n"u8 : "\n"u8);
        }
        else if (IsControl(key))
        {
            _echo.AddRange([(byte)'^', (byte)(key ^ 0x40)]);
        }
        else
        {
            _echo.Add(key);
        }
    }

    private static bool IsControl(byte key) => key is (< 0x20 and not (byte)'\t') or Delete;
}
