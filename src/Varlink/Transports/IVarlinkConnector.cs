namespace Varlink.Transports;

/// <summary>Makes connections to one service.</summary>
public interface IVarlinkConnector
{
    /// <summary>The service's address, for messages and logs.</summary>
    string Endpoint { get; }

    /// <summary>Makes one connection. Tries once.</summary>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="VarlinkConnectionException">No connection could be made; the message says why and what to do.</exception>
    ValueTask<VarlinkTransportConnection> ConnectAsync(CancellationToken cancellationToken);
}
