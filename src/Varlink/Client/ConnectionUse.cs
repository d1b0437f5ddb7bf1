namespace Varlink.Client;

/// <summary>A connection in the hands of one call. Disposing it gives the connection back.</summary>
internal readonly struct ConnectionUse(IConnectionSource source, VarlinkConnection connection, Lane lane) : IDisposable
{
    public VarlinkConnection Connection => connection;

    /// <summary>Whether a call that is given up costs the connection: nobody else needs it.</summary>
    public bool ClosesOnAbandon => lane is Lane.Leased or Lane.Own;

    public void Dispose() => source.Return(connection, lane);
}
