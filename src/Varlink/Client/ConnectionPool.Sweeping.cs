using Varlink.Diagnostics;

namespace Varlink.Client;

/// <content>Closing what has had nothing to do for a while.</content>
internal sealed partial class ConnectionPool
{
    private readonly ITimer _sweeper;
    private bool _sweeping;

    private void ArmSweeper()
    {
        if (!_sweeping && _options.IdleTimeout != Timeout.InfiniteTimeSpan)
        {
            _sweeping = true;
            _sweeper.Change(_options.IdleTimeout, Timeout.InfiniteTimeSpan);
        }
    }

    private void Sweep()
    {
        List<VarlinkConnection> old = [];
        lock (_gate)
        {
            TimeSpan next = Timeout.InfiniteTimeSpan;
            foreach (VarlinkConnection connection in _shared.Concat(_idle))
            {
                TimeSpan left = _options.IdleTimeout - connection.IdleTime;
                if (left <= TimeSpan.Zero)
                {
                    old.Add(connection);
                }
                else if (next == Timeout.InfiniteTimeSpan || left < next)
                {
                    next = left;
                }
            }

            _shared.RemoveAll(old.Contains);
            _idle.RemoveAll(old.Contains);
            _sweeping = next != Timeout.InfiniteTimeSpan;
            if (_sweeping && !_disposing.IsCancellationRequested)
            {
                _sweeper.Change(next, Timeout.InfiniteTimeSpan);
            }
        }

        foreach (VarlinkConnection connection in old)
        {
            ClientLog.IdleClosed(_logger, Endpoint, _options.IdleTimeout);
            _ = connection.DisposeAsync().AsTask();
        }
    }
}
