namespace Varlink.Client;

/// <summary>Where the calls of a client get their connections from.</summary>
internal interface IConnectionSource : IAsyncDisposable
{
    string Endpoint { get; }

    /// <summary>Makes sure that there is a connection.</summary>
    ValueTask EnsureConnectedAsync(CancellationToken cancellationToken);

    /// <summary>A connection for a call of a method.</summary>
    /// <exception cref="VarlinkConnectionException">None could be made.</exception>
    /// <exception cref="VarlinkTimeoutException">None became free in time.</exception>
    ValueTask<ConnectionUse> TakeAsync(VarlinkMethod method, CancellationToken cancellationToken);

    /// <summary>A connection for several calls of one caller, or for one that is not answered.</summary>
    /// <param name="method">The method to name when there is none.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <inheritdoc cref="TakeAsync"/>
    ValueTask<ConnectionUse> TakeExclusiveAsync(string method, CancellationToken cancellationToken);

    /// <summary>A connection for a stream or an upgrade.</summary>
    /// <inheritdoc cref="TakeAsync"/>
    ValueTask<IStreamCall<TParameters, TReply>> OpenStreamAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, CancellationToken cancellationToken);

    /// <summary>Takes a connection back.</summary>
    void Return(VarlinkConnection connection, Lane lane);
}
