using Varlink.Messages;

namespace Varlink.Client;

/// <summary>Hangs up when the reply that somebody waits for takes too long. Without a limit it costs nothing.</summary>
internal sealed class ReplyTimer(TimeProvider clock, Action hangUp) : IDisposable
{
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private bool _running;

    /// <summary>Which limit was started last.</summary>
    public VarlinkTimeLimit Kind { get; private set; }

    /// <summary>How long it is.</summary>
    public TimeSpan Limit { get; private set; }

    /// <summary>Whether it has passed. The connection is closed then.</summary>
    public bool HasPassed { get; private set; }

    public void Start(TimeSpan limit, VarlinkTimeLimit kind)
    {
        if (limit == Timeout.InfiniteTimeSpan)
        {
            return;
        }

        lock (_gate)
        {
            (Limit, Kind, _running) = (limit, kind, true);
            _timer ??= clock.CreateTimer(
                static state => ((ReplyTimer)state!).OnLimit(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(limit, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Begins with a call. A stream may be silent for long before it begins; the reply to an upgrade is one like any other.</summary>
    public void StartFor(CallFlags flags, VarlinkMethod method, VarlinkClientOptions options)
    {
        if (flags == CallFlags.More)
        {
            Start(options.FirstReplyTimeout, VarlinkTimeLimit.FirstReply);
        }
        else if (!method.IsLongRunning)
        {
            Start(options.CallTimeout, VarlinkTimeLimit.Call);
        }
    }

    public void Stop()
    {
        lock (_gate)
        {
            if (_running)
            {
                _running = false;
                _timer!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        Stop();
        _timer?.Dispose();
    }

    private void OnLimit()
    {
        lock (_gate)
        {
            // One that fires while it is being stopped comes too late: the reply is there.
            if (!_running)
            {
                return;
            }

            _running = false;
            HasPassed = true;
        }

        hangUp();
    }
}
