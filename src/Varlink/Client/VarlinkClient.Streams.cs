using System.Runtime.CompilerServices;
using Varlink.Client;
using Varlink.Diagnostics;
using Varlink.Messages;

namespace Varlink;

/// <content>Streams: each has a connection of its own, and its reader pulls the replies from it. A slow reader slows the service down.</content>
public sealed partial class VarlinkClient
{
    private readonly HashSet<IAbandonable> _streams = [];

    private async IAsyncEnumerable<TReply> ReadStreamAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method,
        TParameters parameters,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        for (int attempt = 1; ; attempt++)
        {
            IStreamCall<TParameters, TReply> stream;
            using (_underWay.Enter())
            {
                stream = await OpenStreamAsync(method, attempt, cancellationToken).ConfigureAwait(false);
            }

            await using var _ = stream.ConfigureAwait(false);
            Track(stream);
            try
            {
                // Until the first item is there, a stream that changes nothing may begin anew.
                bool retry = false;
                try
                {
                    await stream.SendAsync(parameters, CallFlags.More).ConfigureAwait(false);
                    if (!await stream.MoveNextAsync().ConfigureAwait(false))
                    {
                        yield break;
                    }
                }
                catch (VarlinkConnectionException e)
                {
                    e.CallAttempts = attempt;
                    if (attempt > VarlinkResilience.DefaultMaxRetryAttempts || !VarlinkResilience.MayRetry(e, method) || _underWay.IsClosed)
                    {
                        throw;
                    }

                    ClientLog.CallRetry(_logger, method.FullName, Endpoint, attempt + 1, e);
                    CallInstruments.CountRetry(method, Endpoint);
                    retry = true;
                }

                if (retry)
                {
                    continue;
                }

                do
                {
                    yield return stream.Current;
                }
                while (await stream.MoveNextAsync().ConfigureAwait(false));
                yield break;
            }
            finally
            {
                Untrack(stream);
            }
        }
    }

    private async ValueTask<IStreamCall<TParameters, TReply>> OpenStreamAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, int attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await _pool.OpenStreamAsync(method, cancellationToken).ForCall(method.FullName).ConfigureAwait(false);
        }
        catch (VarlinkConnectionException e)
        {
            e.CallAttempts = attempt;
            throw;
        }
    }

    private void Track(IAbandonable stream)
    {
        lock (_streams)
        {
            _streams.Add(stream);
        }

        if (_underWay.IsClosed)
        {
            stream.Abandon();
        }
    }

    private void Untrack(IAbandonable stream)
    {
        lock (_streams)
        {
            _streams.Remove(stream);
        }
    }

    private IAbandonable[] TakeStreams()
    {
        lock (_streams)
        {
            return [.. _streams];
        }
    }
}
