using Microsoft.Extensions.Logging;

namespace Varlink.Diagnostics;

/// <summary>What a server logs. Ids 2000 to 2999; an id never changes its meaning. Parameters and replies are never logged.</summary>
internal static partial class ServerLog
{
    [LoggerMessage(2000, LogLevel.Information, "Listening on {Endpoint}.")]
    public static partial void Listening(ILogger logger, string endpoint);

    [LoggerMessage(2001, LogLevel.Information, "No longer listening on {Endpoint}.")]
    public static partial void ListeningEnded(ILogger logger, string endpoint);

    [LoggerMessage(2002, LogLevel.Error, "Accepting a connection at {Endpoint} failed; trying again in {Delay}.")]
    public static partial void AcceptFailed(ILogger logger, string endpoint, TimeSpan delay, Exception exception);

    [LoggerMessage(2003, LogLevel.Warning,
        "{MaxConnections} connections are open, as many as {Option} allows: new ones at {Endpoint} wait until one closes.")]
    public static partial void TooManyConnections(ILogger logger, int maxConnections, string option, string endpoint);

    [LoggerMessage(2004, LogLevel.Warning,
        "{MaxConcurrentCalls} calls are under way, as many as {Option} allows: {Method} and whatever comes next wait until one ends.")]
    public static partial void TooManyCalls(ILogger logger, int maxConcurrentCalls, string option, string method);

    [LoggerMessage(2005, LogLevel.Warning,
        "A client at {Endpoint} is not admitted, and is disconnected: user {UserId}, process {ProcessId}.")]
    public static partial void NotAdmitted(ILogger logger, string endpoint, uint? userId, int? processId);

    [LoggerMessage(2006, LogLevel.Error, "Deciding whether to admit a client at {Endpoint} failed: it is disconnected.")]
    public static partial void AdmissionFailed(ILogger logger, string endpoint, Exception exception);

    [LoggerMessage(2007, LogLevel.Error,
        "Nobody can connect at {Endpoint} any more: accepting failed because of an error in this library or in its listener.")]
    public static partial void AcceptingEnded(ILogger logger, string endpoint, Exception exception);

    [LoggerMessage(2010, LogLevel.Debug, "A client connected: {Endpoint}.")]
    public static partial void ConnectionOpened(ILogger logger, string endpoint);

    [LoggerMessage(2011, LogLevel.Debug, "The connection {Endpoint} is closed.")]
    public static partial void ConnectionClosed(ILogger logger, string endpoint);

    [LoggerMessage(2012, LogLevel.Debug, "The connection {Endpoint} broke.")]
    public static partial void ConnectionBroke(ILogger logger, string endpoint, Exception exception);

    [LoggerMessage(2013, LogLevel.Warning, "The client {Endpoint} sent something that is no call, and its connection is closed: {Reason}")]
    public static partial void MalformedCall(ILogger logger, string endpoint, string reason);

    [LoggerMessage(2014, LogLevel.Error, "The connection {Endpoint} is closed because of an error in this library or in its transport.")]
    public static partial void ConnectionFailed(ILogger logger, string endpoint, Exception exception);

    [LoggerMessage(2015, LogLevel.Warning,
        "The client {Endpoint} has left replies unread for {SendTimeout}, as long as {Option} allows, and its connection is closed.")]
    public static partial void RepliesUnread(ILogger logger, string endpoint, TimeSpan sendTimeout, string option);

    [LoggerMessage(2020, LogLevel.Trace, "{Method} is called.")]
    public static partial void CallStarted(ILogger logger, string method);

    [LoggerMessage(2021, LogLevel.Debug, "{Method} is answered with the error {Error}.")]
    public static partial void CallAnsweredWithError(ILogger logger, string method, string error);

    [LoggerMessage(2022, LogLevel.Error, "{Method} failed with an exception that is no varlink error. The caller gets {Error}.")]
    public static partial void CallFailed(ILogger logger, string method, string error, Exception exception);

    [LoggerMessage(2023, LogLevel.Error, "{Method} failed after its last reply.")]
    public static partial void CallFailedAfterReply(ILogger logger, string method, Exception exception);

    [LoggerMessage(2024, LogLevel.Debug, "The caller of {Method} is gone.")]
    public static partial void CallerGone(ILogger logger, string method);

    [LoggerMessage(2025, LogLevel.Error, "What a service does when its call is cancelled failed.")]
    public static partial void CancellationFailed(ILogger logger, Exception exception);

    [LoggerMessage(2026, LogLevel.Debug, "The connection {Endpoint} is no longer varlink: {Method} has taken it over.")]
    public static partial void ConnectionUpgraded(ILogger logger, string endpoint, string method);

    [LoggerMessage(2027, LogLevel.Error, "What {Method} does with the connection that it has taken over failed. The connection is closed.")]
    public static partial void UpgradedConnectionFailed(ILogger logger, string method, Exception exception);

    [LoggerMessage(2028, LogLevel.Debug, "{Method} is answered with nothing: its service hangs up.")]
    public static partial void HungUp(ILogger logger, string method);

    [LoggerMessage(2030, LogLevel.Warning, "{Count} connections had calls under way when {ShutdownTimeout} had passed; they are cancelled.")]
    public static partial void StopCancelsCalls(ILogger logger, int count, TimeSpan shutdownTimeout);

    [LoggerMessage(2031, LogLevel.Error, "{Count} calls go on although they were cancelled when the server stopped. Their services ignore cancellation.")]
    public static partial void CallsIgnoreStop(ILogger logger, int count);
}
