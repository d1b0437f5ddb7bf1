using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Varlink.Tests;

/// <summary>A clock that a test moves, and that tells when somebody has begun to wait on it: only then is moving it meaningful.</summary>
internal sealed class ObservedClock : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Completes once somebody has begun to wait for so long.</summary>
    public async Task WaitedForAsync(TimeSpan dueTime, CancellationToken cancellationToken)
    {
        while (await _timers.Reader.ReadAsync(cancellationToken) != dueTime)
        {
        }
    }
}
