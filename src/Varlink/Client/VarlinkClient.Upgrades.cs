using Varlink.Client;
using Varlink.Diagnostics;
using Varlink.Messages;
using Varlink.Transports;

namespace Varlink;

/// <content>Calls that turn their connection into something else.</content>
public sealed partial class VarlinkClient
{
    /// <summary>Calls a method with <c>upgrade</c>: after its reply, the connection is the caller's.</summary>
    /// <typeparam name="TParameters">The type of the parameters.</typeparam>
    /// <typeparam name="TReply">The type of the reply.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="cancellationToken">Stops the waiting for the reply.</param>
    /// <returns>The reply and the connection. Dispose it.</returns>
    /// <exception cref="ArgumentException">The parameters cannot be sent. Nothing was.</exception>
    /// <exception cref="VarlinkException">As with <see cref="CallAsync{TParameters, TReply}"/>. The call is not sent again.</exception>
    public async Task<VarlinkUpgradedConnection<TReply>> UpgradeAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(method);
        cancellationToken.ThrowIfCancellationRequested();
        return await (CallInstruments.Client.AreWanted
            ? UpgradeObservedAsync(method, parameters, cancellationToken)
            : UpgradeCoreAsync(method, parameters, cancellationToken)).ConfigureAwait(false);
    }

    private async Task<VarlinkUpgradedConnection<TReply>> UpgradeCoreAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken)
    {
        using CallsUnderWay.Entry entry = _underWay.Enter();
        IStreamCall<TParameters, TReply> call = await _pool.OpenStreamAsync(method, cancellationToken).ForCall(method.FullName).ConfigureAwait(false);
        bool upgraded = false;
        try
        {
            Track(call);
            await call.SendAsync(parameters, CallFlags.Upgrade).ConfigureAwait(false);
            await call.MoveNextAsync().ConfigureAwait(false);
            if (!call.HasEnded)
            {
                throw ReplyFaults.UnaskedContinues(method.FullName, Endpoint);
            }

            VarlinkTransportConnection transport = call.Release();
            upgraded = true;
            return new VarlinkUpgradedConnection<TReply>(transport, call.Current);
        }
        finally
        {
            Untrack(call);
            if (!upgraded)
            {
                await call.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
