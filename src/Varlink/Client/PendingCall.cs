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

    /// <summary>Whether the reply that was decoded makes the connection the caller's own.</summary>
    bool TakesTransport { get; }

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

    /// <summary>Hands over what <see cref="Decode"/> read. Completes when the next reply may be read.</summary>
    ValueTask HandOverAsync();

    /// <summary>Ends the waiting with an error. Returns false when it has ended before.</summary>
    bool Fail(Exception exception);
}

/// <summary>A call with its type of reply; it is the source of the task that the caller awaits.</summary>
internal sealed class PendingCall<TParameters, TReply>(VarlinkMethod<TParameters, TReply> method, bool closesOnAbandon)
    : TaskCompletionSource<TReply>(TaskCreationOptions.RunContinuationsAsynchronously), IPendingCall
{
    private TReply _reply = default!;
    private VarlinkErrorException? _error;

    public string Method => method.FullName;

    public Task Ended => Task;

    public bool ClosesOnAbandon => closesOnAbandon;

    public bool HasTimeLimit => !method.IsLongRunning;

    public bool AcceptsContinues => false;

    public bool TakesTransport => false;

    public VarlinkConnection? Connection { get; set; }

    public long Sequence { get; set; }

    public long QueuedAt { get; set; }

    public long AbandonedAt { get; set; }

    public bool Decode(in ReadOnlySequence<byte> frame, string endpoint)
    {
        // Nobody wants an abandoned call's reply, but whether it is the last one matters to those behind it.
        VarlinkDecoder<TReply>? decoder = Task.IsCompleted ? null : method.ReplyDecoder;
        ReplyEnvelope envelope = ReplyReader.Read(frame, decoder, out _reply);
        if (envelope.Error is { } name && !Task.IsCompleted)
        {
            _error = ErrorReader.Read(frame, name, method.Errors, method.FullName, endpoint);
        }

        return envelope.Continues;
    }

    public ValueTask HandOverAsync()
    {
        if (_error is not null)
        {
            TrySetException(_error);
        }
        else
        {
            TrySetResult(_reply);
        }

        return default;
    }

    public bool Fail(Exception exception) => TrySetException(exception);

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
