namespace Varlink;

/// <summary>What generated clients call: a client, or anything that stands in for one.</summary>
public interface IVarlinkCaller : IAsyncDisposable
{
    /// <summary>Calls a method and awaits its only reply.</summary>
    /// <typeparam name="TParameters">The type of the parameters.</typeparam>
    /// <typeparam name="TReply">The type of the reply.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="cancellationToken">Stops the waiting. Once the first byte is sent the method may run all the same: the exception says so.</param>
    /// <returns>The reply.</returns>
    /// <exception cref="ArgumentException">The parameters cannot be sent. Nothing was.</exception>
    /// <exception cref="VarlinkErrorException">The service answered with an error.</exception>
    /// <exception cref="VarlinkConnectionException">No connection could be made, or it broke.</exception>
    /// <exception cref="VarlinkProtocolException">The answer is not what the interface promises.</exception>
    /// <exception cref="VarlinkTimeoutException">A time limit passed.</exception>
    Task<TReply> CallAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken = default);

    /// <summary>Calls a method with <c>more</c> and reads its replies as they come. Each enumeration is a call of its own.</summary>
    /// <typeparam name="TParameters">The type of the parameters.</typeparam>
    /// <typeparam name="TReply">The type of the replies.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <returns>The replies. Leaving the enumeration early closes the connection, which tells the service to stop.</returns>
    IAsyncEnumerable<TReply> StreamAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken = default);
}
