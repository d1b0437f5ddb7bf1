using System.Buffers;
using System.Threading.Channels;
using Varlink.Messages;

namespace Varlink.Client;

/// <summary>
/// A call with <c>more</c> or <c>upgrade</c> in the queue of a connection that other calls use before and after it. The connection reads on
/// only when the reply at hand is taken, so back-pressure reaches the service here too.
/// </summary>
internal sealed class PendingStream<TParameters, TReply>(VarlinkMethod<TParameters, TReply> method, CallFlags flags) : IPendingStream
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly Channel<(TReply Reply, bool IsLast)> _replies = Channel.CreateBounded<(TReply Reply, bool IsLast)>(
        new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });

    private TReply _reply = default!;
    private VarlinkErrorException? _error;
    private bool _continues;

    public string Method => method.FullName;

    public Task Ended => _ended.Task;

    public bool ClosesOnAbandon => true;

    public bool HasTimeLimit => false;

    public bool AcceptsContinues => flags == CallFlags.More;

    public bool TakesTransport => flags == CallFlags.Upgrade && _error is null;

    public VarlinkConnection? Connection { get; set; }

    public long Sequence { get; set; }

    public long QueuedAt { get; set; }

    public long AbandonedAt { get; set; }

    public bool Decode(in ReadOnlySequence<byte> frame, string endpoint)
    {
        ReplyEnvelope envelope = ReplyReader.Read(frame, method.ReplyDecoder, out _reply);
        if (envelope.Error is { } name)
        {
            _error = ErrorReader.Read(frame, name, method.Errors, method.FullName, endpoint);
        }

        // After an error nothing follows, whatever it says. What comes nevertheless is nobody's, and ends the connection.
        _continues = envelope.Continues && _error is null;
        return _continues;
    }

    public async ValueTask HandOverAsync()
    {
        if (_error is null)
        {
            try
            {
                await _replies.Writer.WriteAsync((_reply, !_continues)).ConfigureAwait(false);
            }
            catch (Exception e) when (e is ChannelClosedException or OperationCanceledException)
            {
                // It was given up meanwhile, and its connection is being closed.
                return;
            }
        }

        if (!_continues)
        {
            _replies.Writer.TryComplete(_error);
            _ended.TrySetResult();
        }
    }

    public bool Fail(Exception exception)
    {
        bool first = _replies.Writer.TryComplete(exception);
        _ended.TrySetResult();
        return first;
    }

    /// <summary>The next reply; not to be asked for after the last one.</summary>
    public async ValueTask<(TReply Reply, bool IsLast)> ReadAsync()
    {
        (TReply Reply, bool IsLast) next;
        while (!_replies.Reader.TryRead(out next))
        {
            // Throws what the call failed with, once the replies before that are read.
            await _replies.Reader.WaitToReadAsync().ConfigureAwait(false);
        }

        return next;
    }
}
