using System.Runtime.CompilerServices;
using Varlink.Client;
using Varlink.Diagnostics;

namespace Varlink;

/// <content>Calls that somebody wants to know of. The others never come here, so that they cost nothing.</content>
public sealed partial class VarlinkClient
{
    private async Task<TReply> CallObservedAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken)
    {
        using ObservedCall call = Observe(method);
        try
        {
            return await CallResilientlyAsync(method, parameters, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            call.Fail(e);
            throw;
        }
    }

    private async Task SendOnewayObservedAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken)
    {
        using ObservedCall call = Observe(method);
        try
        {
            await SendOnewayCoreAsync(method, parameters, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            call.Fail(e);
            throw;
        }
    }

    private async Task<VarlinkUpgradedConnection<TReply>> UpgradeObservedAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken)
    {
        using ObservedCall call = Observe(method);
        try
        {
            return await UpgradeCoreAsync(method, parameters, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            call.Fail(e);
            throw;
        }
    }

    /// <summary>A stream is under way until it has ended or its reader has left it.</summary>
    private async IAsyncEnumerable<TReply> ReadStreamObservedAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method,
        TParameters parameters,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using ObservedCall call = Observe(method);
        IAsyncEnumerator<TReply> replies = ReadStreamAsync(method, parameters, cancellationToken).GetAsyncEnumerator(CancellationToken.None);
        await using var _ = replies.ConfigureAwait(false);
        while (true)
        {
            try
            {
                if (!await replies.MoveNextAsync().ConfigureAwait(false))
                {
                    yield break;
                }
            }
            catch (Exception e)
            {
                call.Fail(e);
                throw;
            }

            yield return replies.Current;
        }
    }

    /// <summary>
    /// Each call of a batch is a call of its own, all of them since the batch was sent: replies come in order, so each is seen to end when it does.
    /// </summary>
    private async Task SendBatchObservedAsync(Framing.OutgoingBuffer buffer, List<IPendingCall> calls, CancellationToken cancellationToken)
    {
        System.Diagnostics.Activity? current = System.Diagnostics.Activity.Current;
        var observed = new ObservedCall[calls.Count];
        for (int i = 0; i < observed.Length; i++)
        {
            observed[i] = ObservedCall.StartClient(calls[i].Method, Endpoint, _options.TimeProvider);
            System.Diagnostics.Activity.Current = current;
        }

        Task sending = SendBatchCoreAsync(buffer, calls, cancellationToken);
        for (int i = 0; i < observed.Length; i++)
        {
            using ObservedCall call = observed[i];
            Task ended = calls[i].Ended;
            await ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ended.Exception is { InnerException: { } failure })
            {
                call.Fail(failure);
            }
            else if (ended.IsCanceled)
            {
                call.Fail(new TaskCanceledException(ended));
            }
        }

        await sending.ConfigureAwait(false);
    }

    private ObservedCall Observe(VarlinkMethod method) => ObservedCall.StartClient(method.FullName, Endpoint, _options.TimeProvider);
}
