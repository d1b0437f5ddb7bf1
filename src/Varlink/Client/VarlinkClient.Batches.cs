using Varlink.Client;
using Varlink.Diagnostics;
using Varlink.Framing;

namespace Varlink;

/// <content>Many calls, one flush.</content>
public sealed partial class VarlinkClient
{
    /// <summary>Makes an empty batch: add calls, then send them together.</summary>
    /// <returns>The batch.</returns>
    public VarlinkBatch CreateBatch() => new(this, _options.MaxSentMessageSize, closesOnAbandon: !_options.SingleConnection);

    internal Task SendBatchAsync(OutgoingBuffer buffer, List<IPendingCall> calls, CancellationToken cancellationToken) =>
        CallInstruments.Client.AreWanted
            ? SendBatchObservedAsync(buffer, calls, cancellationToken)
            : SendBatchCoreAsync(buffer, calls, cancellationToken);

    private async Task SendBatchCoreAsync(OutgoingBuffer buffer, List<IPendingCall> calls, CancellationToken cancellationToken)
    {
        try
        {
            using CallsUnderWay.Entry entry = _underWay.Enter();
            cancellationToken.ThrowIfCancellationRequested();
            using ConnectionUse use = await _pool.TakeExclusiveAsync(calls[0].Method, cancellationToken).ConfigureAwait(false);
            VarlinkConnection connection = use.Connection;
            using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
                (_, token) => Cancel(calls, connection, token), null);
            await connection.SendAsync(buffer, calls, calls[0].Method).ConfigureAwait(false);
            foreach (IPendingCall call in calls)
            {
                await call.Ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (Exception e)
        {
            // The calls' own tasks tell what became of each; those that have ended keep their outcome.
            foreach (IPendingCall call in calls)
            {
                call.Fail(e is VarlinkConnectionException failure ? failure.ForCall(call.Method) : e);
            }
        }
    }

    private static void Cancel(List<IPendingCall> calls, VarlinkConnection connection, CancellationToken cancellationToken) => connection.Abandon(
        calls,
        call => new VarlinkCallCanceledException(call.Method, connection.Endpoint, connection.MayHaveExecuted(call), null, cancellationToken));
}
