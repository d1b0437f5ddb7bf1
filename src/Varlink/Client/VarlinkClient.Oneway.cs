using Varlink.Client;
using Varlink.Diagnostics;
using Varlink.Messages;

namespace Varlink;

/// <content>Calls that nobody answers.</content>
public sealed partial class VarlinkClient
{
    /// <summary>
    /// Sends a call with <c>oneway</c>: the service carries it out and answers nothing, not even an error. Whether it did is not known, nor
    /// whether the method exists.
    /// </summary>
    /// <typeparam name="TParameters">The type of the parameters.</typeparam>
    /// <typeparam name="TReply">The type of the reply that is not sent.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="cancellationToken">Stops waiting for a connection; once there is one, the call is sent.</param>
    /// <returns>Completes when the call is on its way.</returns>
    /// <exception cref="ArgumentException">The parameters cannot be sent.</exception>
    /// <exception cref="VarlinkConnectionException">No connection could be made, or it broke.</exception>
    /// <exception cref="VarlinkTimeoutException">The service did not take the call within <see cref="VarlinkClientOptions.CallTimeout"/>.</exception>
    public async Task SendOnewayAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(method);
        cancellationToken.ThrowIfCancellationRequested();
        await (CallInstruments.Client.AreWanted
            ? SendOnewayObservedAsync(method, parameters, cancellationToken)
            : SendOnewayCoreAsync(method, parameters, cancellationToken)).ConfigureAwait(false);
    }

    private async Task SendOnewayCoreAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken)
    {
        using CallsUnderWay.Entry entry = _underWay.Enter();
        var buffer = new Framing.OutgoingBuffer();
        using (var writer = new CallWriter(_options.MaxSentMessageSize))
        {
            writer.Write(buffer, method, parameters, CallFlags.Oneway);
        }

        // A connection of its own: on one with other calls a failed write would put all of them in doubt.
        using ConnectionUse use = await _pool.TakeExclusiveAsync(method.FullName, cancellationToken)
            .ForCall(method.FullName).ConfigureAwait(false);
        try
        {
            await use.Connection.SendAsync(buffer, [], method.FullName)
                .WaitAsync(_options.CallTimeout, _options.TimeProvider, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            // The peer does not read, and half a call cannot be taken back.
            await use.Connection.DisposeAsync().ConfigureAwait(false);
            throw ConnectionFaults.SendingTimedOut(method.FullName, Endpoint, _options.CallTimeout, e);
        }
    }
}
