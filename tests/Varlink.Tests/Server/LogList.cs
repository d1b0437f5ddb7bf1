using Microsoft.Extensions.Logging;

namespace Varlink.Tests.Server;

/// <summary>What was logged; a test can wait for an entry.</summary>
internal sealed class LogList : ILoggerFactory, ILogger
{
    private readonly Lock _gate = new();
    private readonly List<(LogLevel Level, int Id, string Text)> _entries = [];
    private TaskCompletionSource _added = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyCollection<(LogLevel Level, int Id, string Text)> Entries
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries];
            }
        }
    }

    /// <summary>Waits until something was logged, or was logged that often.</summary>
    public async Task WaitForAsync(int id, CancellationToken token, int count = 1)
    {
        while (true)
        {
            Task added;
            lock (_gate)
            {
                if (_entries.Count(entry => entry.Id == id) >= count)
                {
                    return;
                }

                added = _added.Task;
            }

            await added.WaitAsync(token);
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        TaskCompletionSource added;
        lock (_gate)
        {
            _entries.Add((logLevel, eventId.Id, formatter(state, exception)));
            added = _added;
            _added = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        added.SetResult();
    }

    public void Dispose()
    {
    }
}
