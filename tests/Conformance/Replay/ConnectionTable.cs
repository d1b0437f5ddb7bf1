using Varlink.Conformance.Replay.Recording;
using Varlink.Conformance.Replay.Wire;

namespace Varlink.Conformance.Replay;

/// <summary>Which exchange goes over which connection. A connection is closed behind the last exchange that uses it.</summary>
internal sealed class ConnectionTable : IDisposable
{
    private readonly Dictionary<int, (int Connection, int LastRow)> _uses = [];
    private readonly Dictionary<int, RawConnection> _open = [];

    public ConnectionTable(RecordingFile recording)
    {
        // Those without a number went over the connection of the exchange before them; a connection of its own where there is none.
        int next = recording.Rows.Select(row => row.Connection ?? 0).DefaultIfEmpty().Max();
        int before = next + 1;
        var last = new Dictionary<int, int>();
        foreach (RecordedRow row in recording.Rows.Where(row => row.Request is not null))
        {
            int connection = row.Connection ?? before;
            before = connection;
            last[connection] = row.Index;
            _uses[row.Index] = (connection, 0);
        }

        foreach ((int row, (int connection, _)) in _uses.ToList())
        {
            _uses[row] = (connection, last[connection]);
        }
    }

    public RawConnection For(RecordedRow row, ReplayAddress address)
    {
        int number = _uses[row.Index].Connection;
        if (!_open.TryGetValue(number, out RawConnection? connection))
        {
            _open[number] = connection = RawConnection.Open(address);
        }

        return connection;
    }

    public void Release(RecordedRow row)
    {
        (int number, int lastRow) = _uses[row.Index];
        if (lastRow == row.Index && _open.Remove(number, out RawConnection? connection))
        {
            connection.Dispose();
        }
    }

    public void Dispose()
    {
        foreach (RawConnection connection in _open.Values)
        {
            connection.Dispose();
        }
    }
}
