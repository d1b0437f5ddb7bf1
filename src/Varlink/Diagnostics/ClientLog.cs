using Microsoft.Extensions.Logging;

namespace Varlink.Diagnostics;

/// <summary>What a client logs. Ids 1000 to 1999; an id never changes its meaning. Parameters and replies are never logged.</summary>
internal static partial class ClientLog
{
    [LoggerMessage(1000, LogLevel.Debug, "Connected to {Endpoint}.")]
    public static partial void Connected(ILogger logger, string endpoint);

    [LoggerMessage(1001, LogLevel.Debug, "The connection to {Endpoint} is closed: {Reason}.")]
    public static partial void ConnectionClosed(ILogger logger, string endpoint, VarlinkConnectionReason reason);

    [LoggerMessage(1002, LogLevel.Warning, "The connection to {Endpoint} was lost with {Outstanding} calls under way: {Reason}.")]
    public static partial void ConnectionLost(
        ILogger logger, string endpoint, VarlinkConnectionReason reason, int outstanding, Exception? exception);

    [LoggerMessage(1003, LogLevel.Error, "{Endpoint} broke the protocol. The connection is closed.")]
    public static partial void ProtocolViolation(ILogger logger, string endpoint, Exception exception);

    [LoggerMessage(1004, LogLevel.Information, "Connecting to {Endpoint} failed ({Reason}); trying again in {Delay}.")]
    public static partial void ConnectRetry(ILogger logger, string endpoint, VarlinkConnectionReason reason, TimeSpan delay);

    [LoggerMessage(1005, LogLevel.Information, "{Method} at {Endpoint} lost its connection before a byte of the reply; attempt {Attempt} follows.")]
    public static partial void CallRetry(ILogger logger, string method, string? endpoint, int attempt, Exception exception);

    [LoggerMessage(1006, LogLevel.Warning, "{Endpoint} did not answer a call that nobody waits for within {DrainTimeout}. Its connection is closed.")]
    public static partial void DrainTimedOut(ILogger logger, string endpoint, TimeSpan drainTimeout);

    [LoggerMessage(1007, LogLevel.Debug, "The connection to {Endpoint} is closed after {IdleTimeout} without a call.")]
    public static partial void IdleClosed(ILogger logger, string endpoint, TimeSpan idleTimeout);

    [LoggerMessage(1008, LogLevel.Warning, "{Count} calls to {Endpoint} were still under way when the client was disposed, and were ended.")]
    public static partial void DisposedWithCalls(ILogger logger, string endpoint, int count);
}
