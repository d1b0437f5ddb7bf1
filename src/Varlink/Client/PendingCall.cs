using System.Buffers;
using Varlink.Messages;

namespace Varlink.Client;

/// <summary>A call whose reply is outstanding, as its connection sees it.</summary>
internal interface IPendingCall
{
    string Method { get; }

    /// <summary>Ends when the call does, however it does.</summary>
    Task Ended { get; }

    /// <summary>Whether the connection is closed when nobody waits for the reply any longer, instead of the reply being dropped.</summary>
    bool ClosesOnAbandon { get; }

    /// <summary>Whether <see cref="VarlinkClientOptions.CallTimeout"/> applies.</summary>
    bool HasTimeLimit { get; }

    /// <summary>Whether a reply may say that more will follow.</summary>
    bool AcceptsContinues { get; }

    /// <summary>The connection that the call went over; set by it.</summary>
    VarlinkConnection? Connection { get; set; }

    /// <summary>Place in the order of sending; set by the connection.</summary>
    long Sequence { get; set; }

    /// <summary>When the call was queued, in ticks of the connection's clock; set by the connection.</summary>
    long QueuedAt { get; set; }

    /// <summary>When the waiting was given up; 0 while it goes on. The reply is read and dropped then.</summary>
    long AbandonedAt { get; set; }

    /// <summary>Reads the reply, without telling anybody yet.</summary>
    /// <returns>Whether the reply says that more will follow.</returns>
    bool Decode(in ReadOnlySequence<byte> frame, string endpoint);

    /// <summary>Ends the waiting with an error; what waits runs on another thread. Returns false when it has ended before.</summary>
    bool Fail(Exception exception);
}

/// <summary>A call with one reply.</summary>
internal interface IPendingReply : IPendingCall, IThreadPoolWorkItem
{
    /// <summary>
    /// Hands over what <see cref="IPendingCall.Decode"/> read, and runs on this thread what waits for it: for a thread that nothing else waits
    /// for. As a work item it does the same on another thread.
    /// </summary>
    void Complete();
}

/// <summary>A call with several replies, or one that takes the connection over.</summary>
internal interface IPendingStream : IPendingCall
{
    /// <summary>Whether the reply that was decoded makes the connection the caller's own.</summary>
    bool TakesTransport { get; }

    /// <summary>Hands over what <see cref="IPendingCall.Decode"/> read. Completes when the next reply may be read.</summary>
    ValueTask HandOverAsync();
}

/// <summary>A call with its type of reply; it is the source of the task that the caller awaits.</summary>
internal sealed class PendingCall<TParameters, TReply>(VarlinkMethod<TParameters, TReply> method, bool closesOnAbandon)
    : TaskCompletionSource<TReply>, IPendingReply
{
    private TReply _reply = default!;
    private Exception? _error;

    // Who sets it first decides how the call ends.
    private int _ended;

    public string Method => method.FullName;

    public Task Ended => Task;

    public bool ClosesOnAbandon => closesOnAbandon;

    public bool HasTimeLimit => !method.IsLongRunning;

    public bool AcceptsContinues => false;

    public VarlinkConnection? Connection { get; set; }

    public long Sequence { get; set; }

    public long QueuedAt { get; set; }

    public long AbandonedAt { get; set; }

    public bool Decode(in ReadOnlySequence<byte> frame, string endpoint)
    {
        // Nobody wants an abandoned call's reply, but whether it is the last one matters to those behind it.
        bool isWanted = Volatile.Read(ref _ended) == 0;
        ReplyEnvelope envelope = ReplyReader.Read(frame, isWanted ? method.ReplyDecoder : null, out TReply reply);
        Exception? error = envelope.Error is { } name && isWanted
            ? ErrorReader.Read(frame, name, method.Errors, method.FullName, endpoint)
            : null;
        if (isWanted)
        {
            (_reply, _error) = (reply, error);
        }

        return envelope.Continues;
    }

    public void Complete()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            End(_error);
        }
    }

    public bool Fail(Exception exception)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
        {
            return false;
        }

        // Whoever fails a call holds a lock, cancels a token or closes a connection: code of the caller must not run in the middle of that.
        ThreadPool.UnsafeQueueUserWorkItem(
            static failure => failure.Call.End(failure.Exception), (Call: this, Exception: exception), preferLocal: false);
        return true;
    }

    void IThreadPoolWorkItem.Execute() => Complete();

    private void End(Exception? error)
    {
        if (error is not null)
        {
            SetException(error);
        }
        else
        {
            SetResult(_reply);
        }
    }

    /// <summary>Awaits the reply; cancellation ends the waiting, never the sending.</summary>
    public Task<TReply> WaitAsync(CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled ? WaitCancelablyAsync(cancellationToken) : Task;

    private async Task<TReply> WaitCancelablyAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((PendingCall<TParameters, TReply>)state!).Cancel(token), this);
        return await Task.ConfigureAwait(false);
    }

    private void Cancel(CancellationToken cancellationToken)
    {
        VarlinkConnection connection = Connection!;
        connection.Abandon(this, new VarlinkCallCanceledException(Method, connection.Endpoint, connection.MayHaveExecuted(this), null, cancellationToken));
    }
}
