namespace Varlink.Transports;

/// <summary>Accepts connections at one address.</summary>
public interface IVarlinkListener : IAsyncDisposable
{
    /// <summary>The address that clients connect to; with the port that the system chose, where it was asked to choose.</summary>
    string Endpoint { get; }

    /// <summary>Waits for the next connection.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The connection; null once the listener is disposed.</returns>
    ValueTask<VarlinkTransportConnection?> AcceptAsync(CancellationToken cancellationToken);
}
