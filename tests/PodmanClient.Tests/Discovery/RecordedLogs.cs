using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Podman.Tests.Discovery;

/// <summary>Keeps what discovery logs.</summary>
internal sealed class RecordedLogs : ILoggerFactory
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName == "Podman.Discovery");

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private sealed class Logger(RecordedLogs logs, bool isKept) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => isKept;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (isKept)
            {
                logs.Lines.Enqueue($"{logLevel}: {formatter(state, exception)}");
            }
        }
    }
}
