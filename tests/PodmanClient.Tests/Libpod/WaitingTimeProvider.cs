using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Podman.Tests.Libpod;

/// <summary>A clock that a test moves, and that tells when somebody begins to wait for a certain time.</summary>
internal sealed class WaitingTimeProvider(TimeSpan time) : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>Completes when somebody has begun to wait: once for every wait.</summary>
    public async Task WaitsAsync(CancellationToken cancellationToken) => await _waits.Reader.ReadAsync(cancellationToken);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime == time)
        {
            _waits.Writer.TryWrite(dueTime);
        }

        return timer;
    }
}
