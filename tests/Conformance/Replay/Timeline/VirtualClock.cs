namespace Varlink.Conformance.Replay.Timeline;

/// <summary>
/// A clock that stands still until it is moved, and that knows when the next timer is due: time that nobody needs is skipped. Callbacks run
/// on the thread pool, as those of real timers do.
/// </summary>
internal sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<(VirtualTimer Timer, long Version), (long Due, long Order)> _timers = new();
    private long _order;
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public TimeSpan Elapsed => new(Interlocked.Read(ref _now));

    public override DateTimeOffset GetUtcNow() => start + Elapsed;

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on to the next timer that is due by then and fires what is due at that moment; without one, moves to that time.</summary>
    public void Step(TimeSpan until)
    {
        var due = new List<VirtualTimer>();
        lock (_gate)
        {
            long target = until.Ticks;
            if (TryPeek(out long next) && next < target)
            {
                target = next;
            }

            _now = Math.Max(_now, target);
            while (TryPeek(out next) && next <= _now)
            {
                VirtualTimer timer = _timers.Dequeue().Timer;
                due.Add(timer);
                timer.SetAgain();
            }
        }

        foreach (VirtualTimer timer in due)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static timer => timer.Fire(), timer, preferLocal: false);
        }
    }

    private bool TryPeek(out long due)
    {
        while (_timers.TryPeek(out (VirtualTimer Timer, long Version) entry, out (long Due, long Order) priority))
        {
            if (entry.Version == entry.Timer.Version)
            {
                due = priority.Due;
                return true;
            }

            _timers.Dequeue();
        }

        due = 0;
        return false;
    }

    private sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        /// <summary>Changes with every change: older entries of the queue are then void.</summary>
        public long Version { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                _period = period;
                Version++;
                Enqueue(dueTime);
            }

            return true;
        }

        public void SetAgain()
        {
            Version++;
            if (_period > TimeSpan.Zero)
            {
                Enqueue(_period);
            }
        }

        public void Fire() => callback(state);

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Enqueue(TimeSpan dueTime)
        {
            if (dueTime >= TimeSpan.Zero)
            {
                clock._timers.Enqueue((this, Version), (clock._now + dueTime.Ticks, clock._order++));
            }
        }
    }
}
