using Varlink;

namespace Podman.Testing.Faults;

/// <summary>Carries a call out in the way that a planned fault wants it.</summary>
internal static class FaultyDispatch
{
    /// <summary>Carries the call out, or not.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="book">Where it is noted.</param>
    /// <param name="call">The call.</param>
    /// <param name="time">The clock.</param>
    /// <param name="carryOut">Carries it out properly.</param>
    /// <param name="cancellationToken">Fires when the caller is gone.</param>
    public static async Task RunAsync(
        PlannedFault fault, FaultBook book, VarlinkServerCall call, TimeProvider time, Func<Task> carryOut, CancellationToken cancellationToken)
    {
        // Replies to earlier calls are none of its business.
        await call.FlushAsync(cancellationToken).ConfigureAwait(false);
        var connection = call.Context.Transport as FaultyConnection;
        switch (fault.Kind)
        {
            case FaultKind.Delay:
                Task delay = Task.Delay(fault.Delay, time, cancellationToken);
                book.Note(fault, call.Method);
                fault.SignalInjected();
                await delay.ConfigureAwait(false);
                await carryOut().ConfigureAwait(false);
                break;
            case FaultKind.Stall:
                book.Note(fault, call.Method);
                fault.SignalInjected();
                await fault.Released.WaitAsync(cancellationToken).ConfigureAwait(false);
                await carryOut().ConfigureAwait(false);
                break;
            case FaultKind.Error:
                book.Note(fault, call.Method);
                fault.SignalInjected();
                throw fault.Error!;
            case FaultKind.CutBeforeCall:
                book.Note(fault, call.Method);
                await CutAsync(call, connection).ConfigureAwait(false);
                fault.SignalInjected();
                throw new IOException("The connection was cut, as planned.");
            default:
                await RunWithReplyFaultAsync(fault, book, call, connection, carryOut).ConfigureAwait(false);
                break;
        }
    }

    private static async Task RunWithReplyFaultAsync(
        PlannedFault fault, FaultBook book, VarlinkServerCall call, FaultyConnection? connection, Func<Task> carryOut)
    {
        void Begin() => book.Note(fault, call.Method);
        if (call.Context.Oneway || connection is null)
        {
            // Nothing is sent that it could be cut in.
            await carryOut().ConfigureAwait(false);
            Begin();
            await CutAsync(call, connection).ConfigureAwait(false);
            fault.SignalInjected();
            return;
        }

        connection.Set(fault.Kind switch
        {
            FaultKind.CutBeforeReply => ReplyFault.CutAfterBytes(0, Begin, fault.SignalInjected),
            FaultKind.CutInReply => ReplyFault.CutAfterBytes(fault.Amount, Begin, fault.SignalInjected),
            FaultKind.CutAfterReply => ReplyFault.CutAfterReplies(fault.Amount, Begin, fault.SignalInjected),
            FaultKind.Flood => ReplyFault.Repeat(fault.Amount, Begin, fault.SignalInjected),
            _ => throw new InvalidOperationException($"{fault.Kind} is no fault of a call."),
        });
        await carryOut().ConfigureAwait(false);
    }

    private static async Task CutAsync(VarlinkServerCall call, FaultyConnection? connection)
    {
        if (connection is not null)
        {
            await connection.CutAsync().ConfigureAwait(false);
        }
        else
        {
            // A server of the user's own.
            call.Context.Transport?.Abort();
        }
    }
}
