using Varlink.Diagnostics;

namespace Varlink.Client;

/// <content>
/// Time limits. One timer a connection, not one a call: calls are answered in order and have equal limits, so the oldest one's is the
/// next to pass. The timer is set when something new is due earlier, and looks again when it fires: a call that is answered in time
/// never touches it.
/// </content>
internal sealed partial class VarlinkConnection
{
    private long? _watchdogDue;

    /// <summary>Sees to it that the watchdog looks when a time has passed. Called under the lock.</summary>
    private void Watch(long since, TimeSpan limit)
    {
        if (limit == Timeout.InfiniteTimeSpan)
        {
            return;
        }

        long due = since + (long)(limit.TotalSeconds * _clock.TimestampFrequency);
        if (_watchdogDue is { } armed && armed <= due)
        {
            return;
        }

        _watchdogDue = due;
        TimeSpan wait = limit - _clock.GetElapsedTime(since);
        _watchdog.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void OnWatchdog()
    {
        List<IPendingCall>? late = null;
        bool stuck = false;
        lock (_gate)
        {
            _watchdogDue = null;
            if (_closed || !_waiting.TryPeek(out IPendingCall? head))
            {
                return;
            }

            if (head.AbandonedAt != 0)
            {
                // It holds up those behind it from when it was given up, or from when it became the head, whichever is later.
                long since = Math.Max(head.AbandonedAt, _headSince);
                stuck = _clock.GetElapsedTime(since) >= _options.DrainTimeout && _options.DrainTimeout != Timeout.InfiniteTimeSpan;
                if (!stuck)
                {
                    Watch(since, _options.DrainTimeout);
                }
            }

            if (_options.CallTimeout != Timeout.InfiniteTimeSpan)
            {
                foreach (IPendingCall call in _waiting.Where(call => call is { AbandonedAt: 0, HasTimeLimit: true }))
                {
                    if (_clock.GetElapsedTime(call.QueuedAt) < _options.CallTimeout)
                    {
                        Watch(call.QueuedAt, _options.CallTimeout);
                        break;
                    }

                    (late ??= []).Add(call);
                }
            }
        }

        if (late is not null)
        {
            Abandon(late, call => ConnectionFaults.CallTimedOut(call.Method, Endpoint, _options.CallTimeout, MayHaveExecuted(call)));
        }

        if (stuck)
        {
            ClientLog.DrainTimedOut(_logger, Endpoint, _options.DrainTimeout);
            Close(VarlinkConnectionReason.ClosedLocally, innerException: null);
        }
    }
}
