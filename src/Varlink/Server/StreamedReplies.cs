namespace Varlink.Server;

/// <summary>
/// Answers with a sequence. Only the last reply must not say <c>continues</c>, and only the next item, or the end, tells whether one was the
/// last: so each item is held back until then, unless the service asks for something else (<see cref="VarlinkCallContext.SendAtOnce"/>).
/// </summary>
internal static class StreamedReplies
{
    public static async Task SendAsync<TParameters, TReply>(
        ServerCall call,
        VarlinkMethod<TParameters, TReply> method,
        IAsyncEnumerable<TReply> replies,
        CancellationToken cancellationToken)
    {
        IAsyncEnumerator<TReply> items = replies.GetAsyncEnumerator(cancellationToken);
        await using (items.ConfigureAwait(false))
        {
            TReply held = default!;
            bool holds = false;
            while (true)
            {
                bool found;
                try
                {
                    found = await MoveNextAsync(call, items, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception) when (holds && !cancellationToken.IsCancellationRequested)
                {
                    // It is followed by an error reply, so it was not the last one.
                    call.WriteReply(method, held, continues: true);
                    throw;
                }

                if (!found)
                {
                    break;
                }

                if (holds)
                {
                    call.WriteReply(method, held, continues: true);
                    holds = false;
                }

                if (call.Context.NextIsLast)
                {
                    call.WriteReply(method, items.Current, continues: false);
                    await call.FlushAsync(cancellationToken).ConfigureAwait(false);
                    return;
                }

                if (call.Context.SendsAtOnce)
                {
                    call.WriteReply(method, items.Current, continues: true);
                }
                else
                {
                    held = items.Current;
                    holds = true;
                }

                if (call.IsFlushDue)
                {
                    await call.FlushAsync(cancellationToken).ConfigureAwait(false);
                }
            }

            WriteEnd(call, method, held, holds);
            await call.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What was written leaves as soon as the sequence makes one wait, and not before: many items that are there at once leave together.</summary>
    private static async ValueTask<bool> MoveNextAsync<TReply>(
        ServerCall call, IAsyncEnumerator<TReply> items, CancellationToken cancellationToken)
    {
        ValueTask<bool> next = items.MoveNextAsync();
        if (next.IsCompleted)
        {
            return await next.ConfigureAwait(false);
        }

        // The sequence is under way, and must be awaited whatever becomes of the flush: it could not be disposed of otherwise.
        Task<bool> moving = next.AsTask();
        try
        {
            await call.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception)
        {
            await ((Task)moving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        return await moving.ConfigureAwait(false);
    }

    private static void WriteEnd<TParameters, TReply>(ServerCall call, VarlinkMethod<TParameters, TReply> method, TReply held, bool holds)
    {
        if (holds)
        {
            call.WriteReply(method, held, continues: false);
            return;
        }

        if (call.Context.SendsAtOnce)
        {
            throw new InvalidOperationException(
                $"The replies of {call.Method} were sent at once, and ended without one that was announced as the last: the caller was told that " +
                $"more follows. Call {nameof(VarlinkCallContext)}.{nameof(VarlinkCallContext.CompleteWithNext)} before the last item.");
        }

        // An empty sequence. Varlink knows no empty stream: there is always a last reply.
        call.WriteEmptyReply();
    }
}
