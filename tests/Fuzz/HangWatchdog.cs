namespace Fuzz;

/// <summary>Ends the process when the same input has been worked at for too long: a loop without end cannot be stopped in any other way.</summary>
internal sealed class HangWatchdog : IDisposable
{
    private readonly Func<long> _progress;
    private readonly Action _report;
    private readonly Timer _timer;
    private long _last = -1;

    public HangWatchdog(TimeSpan limit, Func<long> progress, Action report)
    {
        _progress = progress;
        _report = report;
        _timer = new Timer(_ => Look(), state: null, limit, limit);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        long now = _progress();
        if (now == _last)
        {
            _report();
            Environment.Exit(1);
        }

        _last = now;
    }
}
