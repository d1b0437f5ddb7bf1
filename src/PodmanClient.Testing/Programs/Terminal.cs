namespace Podman.Testing.Programs;

/// <summary>The terminal of a container.</summary>
internal sealed class Terminal
{
    private readonly Lock _gate = new();
    private TerminalSize _size;
    private TerminalSettings _settings = TerminalSettings.Sane;

    /// <summary>0x0 until somebody has said how large it is, as that of a real terminal that nobody looks at.</summary>
    public TerminalSize Size
    {
        get
        {
            lock (_gate)
            {
                return _size;
            }
        }
    }

    /// <summary>What it makes of what is typed and written.</summary>
    public TerminalSettings Settings
    {
        get
        {
            lock (_gate)
            {
                return _settings;
            }
        }

        set
        {
            lock (_gate)
            {
                _settings = value;
            }
        }
    }

    /// <summary>Sets the size.</summary>
    /// <returns>Whether it is another one.</returns>
    public bool Resize(TerminalSize size)
    {
        lock (_gate)
        {
            bool isOther = size != _size;
            _size = size;
            return isOther;
        }
    }

    /// <summary>Makes it a new one.</summary>
    public void Reset()
    {
        Resize(default);
        Settings = TerminalSettings.Sane;
    }
}
