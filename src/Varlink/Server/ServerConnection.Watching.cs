using Varlink.Diagnostics;

namespace Varlink.Server;

/// <content>
/// How the connection notices, while a call is being answered, that its caller is gone.
/// <para>
/// A client may end its direction after its last call and wait for the reply (a half-close), so the end of what it sends does not say that
/// it is gone. On a unix socket, and in memory, a connection that is closed altogether can be told from that, by asking
/// (<see cref="Transports.VarlinkTransportConnection.IsClosedByPeer"/>). On TCP only something that is sent finds it out: a reply of a stream,
/// or the system's own probes, which take minutes.
/// </para>
/// <para>
/// So while a call runs, the connection reads on, as it would do after the call, until the next call is there: it gets to know of a close at
/// once, and holds no more than one call ahead. And once a second it asks, when it has nothing to read.
/// </para>
/// </content>
internal sealed partial class ServerConnection
{
    /// <summary>How often to ask whether a caller that sends nothing more is still there.</summary>
    internal static readonly TimeSpan PeerCheckInterval = TimeSpan.FromSeconds(1);

    private Task<bool>? _reading;
    private bool _ended;
    private MalformedCallException? _tooSlow;

    /// <summary>Waits for bytes, or goes on with a wait that began while a call was answered.</summary>
    /// <returns>False when the client sends nothing more.</returns>
    private async ValueTask<bool> ReadMoreAsync()
    {
        if (_tooSlow is not null)
        {
            throw _tooSlow;
        }

        if (_ended)
        {
            return false;
        }

        Task<bool>? reading = _reading;
        _reading = null;
        return reading is null
            ? await ReceiveAsync().ConfigureAwait(false)
            : await reading.ConfigureAwait(false);
    }

    /// <summary>Returns when the call is answered, and cancels it when its caller is gone before.</summary>
    private async Task WatchAsync(Task answering)
    {
        // Replies that waited for company wait no longer.
        Task flushing = _output.FlushAsync(_cancelCalls).AsTask();
        PeriodicTimer? timer = null;
        Task? tick = null;
        try
        {
            while (!answering.IsCompleted && !_callerGone.IsCancellationRequested)
            {
                BeginToReadAhead();
                if (_reading is { } reading)
                {
                    await Task.WhenAny(answering, reading).ConfigureAwait(false);
                    await TakeWhatWasReadAsync(reading).ConfigureAwait(false);
                }
                else
                {
                    timer ??= new PeriodicTimer(PeerCheckInterval, _options.TimeProvider);
                    tick ??= timer.WaitForNextTickAsync(CancellationToken.None).AsTask();
                    await Task.WhenAny(answering, tick).ConfigureAwait(false);
                    tick = tick.IsCompleted ? null : tick;
                }

                if (_reading is null && !answering.IsCompleted && _transport.IsClosedByPeer)
                {
                    await CancelCallAsync().ConfigureAwait(false);
                }
            }
        }
        finally
        {
            timer?.Dispose();
        }

        await answering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await flushing.ConfigureAwait(false);
    }

    private void BeginToReadAhead()
    {
        // Where the next call is larger than allowed, that is found out when its turn comes. Until then, no more of it is read.
        if (_reading is null
            && !_mayUpgrade
            && !_ended
            && !_stopping.IsCancellationRequested
            && !_frames.HasFrame
            && _frames.BytesAtHand <= _options.MaxReceivedMessageSize)
        {
            _reading = ReceiveAsync().AsTask();
        }
    }

    private async ValueTask TakeWhatWasReadAsync(Task<bool> reading)
    {
        if (!reading.IsCompleted)
        {
            return;
        }

        _reading = null;
        if (reading.IsCompletedSuccessfully)
        {
            _ended = !await reading.ConfigureAwait(false);
            return;
        }

        // Broken, or the server stops: nothing more is read in either case.
        _ended = true;
        if (reading.Exception?.InnerException is MalformedCallException tooSlow)
        {
            // It is no matter of the call that is being answered, which arrived in time.
            _tooSlow = tooSlow;
        }
        else if (reading.Exception is { } failure)
        {
            ServerLog.ConnectionBroke(_logger, _transport.Endpoint, failure.InnerException!);
            await CancelCallAsync().ConfigureAwait(false);
        }
    }

    private async Task CancelCallAsync()
    {
        try
        {
            await _callerGone.CancelAsync().ConfigureAwait(false);
        }
        catch (AggregateException e)
        {
            // What a service has registered on its token failed. The call is cancelled nevertheless.
            ServerLog.CancellationFailed(_logger, e);
        }
    }
}
