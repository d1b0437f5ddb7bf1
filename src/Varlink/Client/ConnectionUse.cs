namespace Varlink.Client;

/// <summary>A connection in the hands of one call. Disposing it gives the connection back.</summary>
internal readonly struct ConnectionUse(ConnectionPool pool, VarlinkConnection connection, Lane lane) : IDisposable
{
    public VarlinkConnection Connection => connection;

    /// <summary>Whether no other call is on the connection.</summary>
    public bool IsExclusive => lane != Lane.Shared;

    public void Dispose() => pool.Return(connection, lane);
}
