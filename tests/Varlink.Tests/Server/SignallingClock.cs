using Microsoft.Extensions.Time.Testing;

namespace Varlink.Tests.Server;

/// <summary>A clock in the test's hands that tells when somebody has begun to wait for a time to pass.</summary>
internal sealed class SignallingClock : FakeTimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _timers = [];
    private TaskCompletionSource _added = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a timer of that length was started.</summary>
    public async Task WhenWaitedForAsync(TimeSpan time, CancellationToken token)
    {
        while (true)
        {
            Task added;
            lock (_gate)
            {
                if (_timers.Contains(time))
                {
                    return;
                }

                added = _added.Task;
            }

            await added.WaitAsync(token);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        TaskCompletionSource added;
        lock (_gate)
        {
            _timers.Add(dueTime);
            added = _added;
            _added = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        added.SetResult();
        return timer;
    }
}
