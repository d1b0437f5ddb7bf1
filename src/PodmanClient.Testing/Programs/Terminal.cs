namespace Podman.Testing.Programs;

/// <summary>The terminal of a container.</summary>
internal sealed class Terminal
{
    private readonly Lock _gate = new();
    private TerminalSize _size;

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
    public void Reset() => Resize(default);
}
