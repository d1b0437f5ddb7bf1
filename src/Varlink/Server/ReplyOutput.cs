using System.IO.Pipelines;
using Varlink.Framing;

namespace Varlink.Server;

/// <summary>
/// The way out of a connection. Replies gather in a buffer, so that one that turns out not to be sendable is taken back, and so that
/// replies to calls that came together leave together.
/// </summary>
/// <param name="output">Where the bytes go.</param>
/// <param name="options">The limits.</param>
/// <param name="callerGone">Is cancelled when the connection turns out to be broken: what is being answered has lost its reader.</param>
/// <param name="onUnread">Closes the connection of a caller that leaves its replies unread for too long.</param>
internal sealed class ReplyOutput(PipeWriter output, VarlinkServerOptions options, CancellationTokenSource callerGone, Action onUnread) : IDisposable
{
    /// <summary>Replies that have gathered beyond this are sent, whatever comes next.</summary>
    public const int FlushThreshold = 32 * 1024;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _flushing = new(1);
    private readonly OutgoingBuffer _buffer = new();
    private readonly ReplyWriter _writer = new(options.MaxSentMessageSize);

    /// <summary>Whether the connection turned out to be broken: nothing more reaches the caller.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Whether a stream is being sent, whose reader may take its time.</summary>
    public bool IsStreaming { get; set; }

    /// <summary>Whether enough has gathered to be sent without waiting for more.</summary>
    public bool IsDue
    {
        get
        {
            lock (_gate)
            {
                return _buffer.Length >= FlushThreshold;
            }
        }
    }

    /// <exception cref="ArgumentException">The reply cannot be sent.</exception>
    public void WriteReply<TReply>(VarlinkEncoder<TReply>? encode, TReply reply, bool continues)
    {
        lock (_gate)
        {
            _writer.WriteReply(_buffer, encode, reply, continues);
        }
    }

    /// <exception cref="ArgumentException">The error cannot be sent.</exception>
    public void WriteError(string name, VarlinkErrorException? error)
    {
        lock (_gate)
        {
            _writer.WriteError(_buffer, name, error);
        }
    }

    /// <summary>Sends what has gathered. The caller of a method and the connection itself may both ask for it.</summary>
    /// <exception cref="IOException">The connection is broken.</exception>
    /// <exception cref="OperationCanceledException">The caller does not read, and is not waited for any longer.</exception>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await FlushInTurnAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            IsBroken = true;
            await callerGone.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        _flushing.Dispose();
    }

    private async ValueTask FlushInTurnAsync(CancellationToken cancellationToken)
    {
        await _flushing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            lock (_gate)
            {
                if (_buffer.Length == 0)
                {
                    return;
                }

                _buffer.Written.CopyTo(output.GetSpan(_buffer.Length));
                output.Advance(_buffer.Length);
                _buffer.Clear();
            }

            ValueTask<FlushResult> flush = output.FlushAsync(cancellationToken);
            FlushResult result = flush.IsCompleted || IsStreaming
                ? await flush.ConfigureAwait(false)
                : await WaitAsync(flush.AsTask()).ConfigureAwait(false);
            if (result.IsCompleted)
            {
                throw new IOException("The client does not read any longer.");
            }
        }
        finally
        {
            _flushing.Release();
        }
    }

    private async Task<FlushResult> WaitAsync(Task<FlushResult> flush)
    {
        try
        {
            return await flush.WaitAsync(options.SendTimeout, options.TimeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            // It fails when the connection closes, which is of no interest any more.
            _ = flush.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            onUnread();
            throw new IOException("The client has left replies unread for too long.", e);
        }
    }
}
