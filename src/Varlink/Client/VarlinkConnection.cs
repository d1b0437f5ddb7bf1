using Microsoft.Extensions.Logging;
using Varlink.Diagnostics;
using Varlink.Framing;
using Varlink.Messages;
using Varlink.Transports;

namespace Varlink.Client;

/// <summary>
/// One connection that many callers may share. Replies carry no ids, so order is everything: a call's bytes and its place in the queue
/// of those who wait are taken under one lock, and the queue's head owns the next message that comes in. A connection lives once; after
/// anything out of order it is closed, never repaired.
/// </summary>
internal sealed partial class VarlinkConnection : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<IPendingCall> _waiting = new();
    private readonly VarlinkTransportConnection _transport;
    private readonly VarlinkClientOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Action<VarlinkConnection> _onClosed;
    private readonly ServicePace _pace;
    private readonly CallWriter _writer;
    private readonly ITimer _watchdog;
    private readonly Lazy<Task> _freeing;

    private TaskCompletionSource? _quiet;
    private bool _detached;
    private long _queued;
    private long _taken;
    private long _headSince;
    private bool _closed;
    private OpenConnection _open;

    private VarlinkConnection(
        VarlinkTransportConnection transport,
        VarlinkClientOptions options,
        ServicePace pace,
        ILogger logger,
        Action<VarlinkConnection> onClosed)
    {
        _pace = pace;
        _transport = transport;
        _options = options;
        _clock = options.TimeProvider;
        _logger = logger;
        _onClosed = onClosed;
        _freeing = new Lazy<Task>(FreeAsync);
        _writer = new CallWriter(options.MaxSentMessageSize);
        _frames = new FrameReader(transport.Input, options.MaxReceivedMessageSize);
        _onReadable = OnReadable;
        _headSince = _clock.GetTimestamp();
        _open = OpenConnection.Count(CallInstruments.Client, transport.Endpoint);
        _watchdog = _clock.CreateTimer(static state => ((VarlinkConnection)state!).OnWatchdog(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public string Endpoint => _transport.Endpoint;

    /// <summary>What it speaks over; another's once an upgrade has taken it.</summary>
    public VarlinkTransportConnection Transport => _transport;

    public bool IsClosed => Volatile.Read(ref _closed);

    /// <summary>
    /// Whether it is closed, or about to be: its peer has gone, or has sent something that nobody asked for, and only the reading has not
    /// come to it yet. Asked before the next call, while nothing is outstanding.
    /// </summary>
    public bool IsDead => IsClosed || _transport.IsClosedByPeer || _transport.HasUnread;

    /// <summary>Takes a transport over and starts to read from it.</summary>
    public static VarlinkConnection Start(
        VarlinkTransportConnection transport,
        VarlinkClientOptions options,
        ServicePace pace,
        ILogger logger,
        Action<VarlinkConnection> onClosed)
    {
        var connection = new VarlinkConnection(transport, options, pace, logger, onClosed);
        connection.BeginReading();
        return connection;
    }

    /// <summary>
    /// Whether a new call would soon be answered: nothing that was sent has waited longer than the time given, what was sent will likely be
    /// answered within that time, and it is not too much.
    /// </summary>
    public bool IsResponsive(TimeSpan limit, int most)
    {
        lock (_gate)
        {
            return !_closed && (!_waiting.TryPeek(out IPendingCall? head)
                || (_waiting.Count < most && _clock.GetElapsedTime(head.QueuedAt) <= limit && _pace.Expect(_waiting.Count) <= limit));
        }
    }

    /// <summary>How many replies are outstanding.</summary>
    public int Outstanding
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Completes when no reply is outstanding, or the connection is closed.</summary>
    public Task WhenQuiet()
    {
        lock (_gate)
        {
            if (_closed || _waiting.Count == 0)
            {
                return Task.CompletedTask;
            }

            if (_quiet is null || _quiet.Task.IsCompleted)
            {
                _quiet = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return _quiet.Task;
        }
    }

    /// <summary>How long nothing has been outstanding; zero while something is.</summary>
    public TimeSpan IdleTime
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count > 0 ? TimeSpan.Zero : _clock.GetElapsedTime(_headSince);
            }
        }
    }

    /// <summary>Stops waiting for a call. Its bytes cannot be taken back; the reply is dropped when it comes, or the connection is closed.</summary>
    public void Abandon(IPendingCall call, Exception outcome)
    {
        if (call.Fail(outcome))
        {
            LetGo(call);
        }
    }

    /// <summary>Stops waiting for several calls. All are told so before any of them costs the connection, which would tell the others something else.</summary>
    public void Abandon(IEnumerable<IPendingCall> calls, Func<IPendingCall, Exception> outcome)
    {
        List<IPendingCall> abandoned = [.. calls.Where(call => call.Fail(outcome(call)))];
        abandoned.ForEach(LetGo);
    }

    private void LetGo(IPendingCall call)
    {
        if (call.ClosesOnAbandon)
        {
            Close(VarlinkConnectionReason.ClosedLocally, innerException: null);
            return;
        }

        lock (_gate)
        {
            call.AbandonedAt = _clock.GetTimestamp();
            if (_waiting.TryPeek(out IPendingCall? head) && ReferenceEquals(head, call))
            {
                Watch(call.AbandonedAt, _options.DrainTimeout);
            }
        }
    }

    /// <summary>Whether the bytes of a call may have reached the service.</summary>
    public bool MayHaveExecuted(IPendingCall call)
    {
        lock (_gate)
        {
            return call.Sequence != 0 && call.Sequence <= _taken;
        }
    }

    /// <summary>
    /// Closes the connection at once. What is outstanding ends with an error. Whoever asks, and however often: it completes when the transport
    /// has let go of everything, a program that it had started for example.
    /// </summary>
    public ValueTask DisposeAsync()
    {
        Close(VarlinkConnectionReason.ClosedLocally, innerException: null);
        return new ValueTask(_freeing.Value);
    }

    private async Task FreeAsync()
    {
        await _readingEnded.Task.ConfigureAwait(false);
        if (!_detached)
        {
            await _transport.DisposeAsync().ConfigureAwait(false);
        }

        _writer.Dispose();
    }

    /// <summary>Ends varlink on the connection, and leaves the transport to the caller of an upgrade.</summary>
    private async ValueTask DetachAsync()
    {
        Task flushed;
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _detached = true;
            Volatile.Write(ref _closed, true);
            _quiet?.TrySetResult();
            flushed = WhenFlushed();
        }

        await flushed.ConfigureAwait(false);
        _open.Close();
        _watchdog.Dispose();
        _onClosed(this);
    }

    private void Close(VarlinkConnectionReason reason, Exception? innerException, bool replyStarted = false)
    {
        IPendingCall[] orphans;
        long taken;
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            Volatile.Write(ref _closed, true);
            orphans = [.. _waiting];
            _waiting.Clear();
            _quiet?.TrySetResult();
            taken = _taken;
            _pending.Clear();
        }

        _open.Close();
        _watchdog.Dispose();
        _transport.Abort();
        Log(reason, innerException, orphans.Length);
        for (int i = 0; i < orphans.Length; i++)
        {
            IPendingCall orphan = orphans[i];

            // The head's reply was the one that was wrong; the calls behind it only lost their connection.
            orphan.Fail(i == 0 && innerException is VarlinkProtocolException fault
                ? fault
                : Death(orphan, reason, orphan.Sequence <= taken, replyStarted && i == 0, innerException));
        }

        _onClosed(this);
    }

    private void Log(VarlinkConnectionReason reason, Exception? innerException, int orphans)
    {
        if (innerException is VarlinkProtocolException)
        {
            ClientLog.ProtocolViolation(_logger, Endpoint, innerException);
        }
        else if (orphans > 0 && reason != VarlinkConnectionReason.ClosedLocally)
        {
            ClientLog.ConnectionLost(_logger, Endpoint, reason, orphans, innerException);
        }
        else
        {
            ClientLog.ConnectionClosed(_logger, Endpoint, reason);
        }
    }

    private VarlinkConnectionException Death(
        IPendingCall call, VarlinkConnectionReason reason, bool mayHaveExecuted, bool replyStarted, Exception? innerException) =>
        ConnectionFaults.Lost(call.Method, Endpoint, reason, mayHaveExecuted, replyStarted, innerException);
}
