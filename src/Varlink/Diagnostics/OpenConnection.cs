namespace Varlink.Diagnostics;

/// <summary>One connection in the number of those that are open. One that was not counted when it was opened is not when it is closed.</summary>
internal struct OpenConnection
{
    private readonly CallInstruments? _instruments;
    private readonly string _endpoint;
    private int _closed;

    private OpenConnection(CallInstruments instruments, string endpoint)
    {
        _endpoint = endpoint;
        if (instruments.OpenConnections.Enabled)
        {
            _instruments = instruments;
            Add(1);
        }
    }

    /// <summary>Counts a connection.</summary>
    public static OpenConnection Count(CallInstruments instruments, string endpoint) => new(instruments, endpoint);

    /// <summary>Counts it no longer. Only the first time has an effect.</summary>
    public void Close()
    {
        if (_instruments is not null && Interlocked.Exchange(ref _closed, 1) == 0)
        {
            Add(-1);
        }
    }

    private readonly void Add(int number) => _instruments!.OpenConnections.Add(
        number, ServiceTags.Of(_endpoint, isServer: _instruments == CallInstruments.Server).Tags);
}
