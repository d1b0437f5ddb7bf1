namespace Varlink;

/// <summary>A call on the side of the server: what generated dispatchers work with.</summary>
public abstract class VarlinkServerCall
{
    private protected VarlinkServerCall(string method, string methodName, VarlinkCallContext context)
    {
        Method = method;
        MethodName = methodName;
        Context = context;
    }

    /// <summary>The full name of the method: <c>io.podman.Ping</c>.</summary>
    public string Method { get; }

    /// <summary>The name without the interface: <c>Ping</c>.</summary>
    public string MethodName { get; }

    /// <summary>What the service's method gets to see.</summary>
    public VarlinkCallContext Context { get; }

    /// <summary>Reads the parameters of the call. Once, and before the dispatcher awaits anything: later a copy has to be made for it.</summary>
    /// <typeparam name="TParameters">Their type.</typeparam>
    /// <typeparam name="TReply">The type of the reply.</typeparam>
    /// <param name="method">The method.</param>
    /// <returns>The parameters.</returns>
    /// <exception cref="VarlinkErrorException"><c>org.varlink.service.InvalidParameter</c>, which names the parameter.</exception>
    public abstract TParameters ReadParameters<TParameters, TReply>(VarlinkMethod<TParameters, TReply> method);

    /// <summary>Answers with the only reply. Does nothing for a <c>oneway</c> call.</summary>
    /// <typeparam name="TParameters">The type of the parameters.</typeparam>
    /// <typeparam name="TReply">The type of the reply.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="reply">The reply.</param>
    /// <param name="cancellationToken">Stops waiting for a caller that does not read.</param>
    /// <returns>
    /// Completes when the reply is sent; or written, where further calls have arrived already and their replies can leave together with it.
    /// </returns>
    /// <exception cref="InvalidOperationException">The call was answered already.</exception>
    public abstract Task ReplyAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TReply reply, CancellationToken cancellationToken);

    /// <summary>
    /// Answers with a stream of replies; each but the last says <c>continues</c>. A slow caller slows the sequence down, an exception of the
    /// sequence follows the replies before it as an error, and a caller that leaves ends it. A sequence that is empty is answered with one reply
    /// without parameters: varlink knows no empty stream.
    /// </summary>
    /// <typeparam name="TParameters">The type of the parameters.</typeparam>
    /// <typeparam name="TReply">The type of the reply.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="replies">The replies.</param>
    /// <param name="cancellationToken">Stops the sequence.</param>
    /// <returns>Completes when the last reply is sent.</returns>
    /// <exception cref="InvalidOperationException">The caller did not ask for more, or the call was answered already.</exception>
    public abstract Task ReplyAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, IAsyncEnumerable<TReply> replies, CancellationToken cancellationToken);

    /// <summary>
    /// Sends what was written and has not been sent yet: replies to earlier calls too, which otherwise may wait to leave together with this one's.
    /// </summary>
    /// <param name="cancellationToken">Stops waiting for a caller that does not read.</param>
    /// <returns>Completes when all is sent.</returns>
    /// <exception cref="IOException">The connection is broken.</exception>
    public abstract ValueTask FlushAsync(CancellationToken cancellationToken);

    /// <summary>The error for a method that the interface has and this service does not implement.</summary>
    /// <returns>The exception to throw.</returns>
    public abstract VarlinkErrorException NotImplemented();

    /// <summary>The error for a method that the interface does not have.</summary>
    /// <returns>The exception to throw.</returns>
    public abstract VarlinkErrorException NotFound();

    /// <summary>The error for a call without <c>more</c> of a method that answers with a stream only.</summary>
    /// <returns>The exception to throw.</returns>
    public abstract VarlinkErrorException ExpectedMore();

    /// <summary>The error for a call without <c>upgrade</c> of a method that hands its connection over.</summary>
    /// <returns>The exception to throw. <see cref="VarlinkCallContext.UpgradeTo"/> throws it by itself.</returns>
    public abstract VarlinkErrorException ExpectedUpgrade();
}
