namespace Varlink.Client;

/// <summary>What is said of calls that lost their connection, or their time.</summary>
internal static class ConnectionFaults
{
    public static VarlinkConnectionException Lost(
        string method, string endpoint, VarlinkConnectionReason reason, bool mayHaveExecuted, bool replyStarted, Exception? innerException)
    {
        string what = reason switch
        {
            VarlinkConnectionReason.ClosedByPeer when replyStarted => $"{endpoint} closed the connection in the middle of its reply to {method}",
            VarlinkConnectionReason.ClosedByPeer => $"{endpoint} closed the connection before it answered {method}",
            VarlinkConnectionReason.ClosedLocally => $"The connection to {endpoint} was closed on this side before {method} was answered",
            _ => $"The connection to {endpoint} broke before {method} was answered",
        };
        string doubt = mayHaveExecuted
            ? "The call may have been carried out."
            : "The call was not sent.";
        string cause = innerException is null ? "" : $" ({innerException.Message})";
        return new VarlinkConnectionException($"{what}{cause}. {doubt}", reason, mayHaveExecuted, method, endpoint, attempts: null, innerException)
        {
            WasConnected = true,
            ReplyStarted = replyStarted,
        };
    }

    public static VarlinkTimeoutException CallTimedOut(string method, string endpoint, TimeSpan limit, bool mayHaveExecuted) => new(
        $"{endpoint} did not answer {method} within {Seconds(limit)} ({nameof(VarlinkClientOptions)}.{nameof(VarlinkClientOptions.CallTimeout)}). " +
        (mayHaveExecuted ? "The call may have been, or may still be, carried out." : "The call was not sent."),
        VarlinkTimeLimit.Call, mayHaveExecuted, method, endpoint);

    public static VarlinkTimeoutException StreamTimedOut(string method, string endpoint, TimeSpan limit, VarlinkTimeLimit which, Exception? innerException)
    {
        string what = which switch
        {
            VarlinkTimeLimit.FirstReply => $"did not begin to answer {method} within {Seconds(limit)} ({Option(nameof(VarlinkClientOptions.FirstReplyTimeout))})",
            VarlinkTimeLimit.NextReply => $"sent no further reply to {method} for {Seconds(limit)} ({Option(nameof(VarlinkClientOptions.NextReplyTimeout))})",
            _ => $"did not answer {method} within {Seconds(limit)} ({Option(nameof(VarlinkClientOptions.CallTimeout))})",
        };
        return new VarlinkTimeoutException(
            $"{endpoint} {what}. The connection is closed; the call may have been, or may still be, carried out.",
            which, mayHaveExecuted: true, method, endpoint, innerException);
    }

    public static VarlinkTimeoutException SendingTimedOut(string method, string endpoint, TimeSpan limit, Exception innerException) => new(
        $"{endpoint} did not take the call of {method} within {Seconds(limit)} ({Option(nameof(VarlinkClientOptions.CallTimeout))}). " +
        "The connection is closed; the call may have been, or may still be, carried out.",
        VarlinkTimeLimit.Call, mayHaveExecuted: true, method, endpoint, innerException);

    public static VarlinkTimeoutException LeaseTimedOut(string method, string endpoint, TimeSpan limit, int connections) => new(
        $"No connection to {endpoint} became free for {method} within {Seconds(limit)} ({nameof(VarlinkClientOptions)}." +
        $"{nameof(VarlinkClientOptions.LeaseTimeout)}): {connections} calls are under way ({nameof(VarlinkClientOptions.MaxLeasedConnections)}). The call was not sent.",
        VarlinkTimeLimit.Lease, mayHaveExecuted: false, method, endpoint);

    public static VarlinkTimeoutException TurnTimedOut(string method, string endpoint, TimeSpan limit) => new(
        $"The only connection to {endpoint} did not become free for {method} within {Seconds(limit)} ({nameof(VarlinkClientOptions)}." +
        $"{nameof(VarlinkClientOptions.LeaseTimeout)}): another call or a stream is under way on it ({nameof(VarlinkClientOptions.SingleConnection)}). " +
        "The call was not sent.",
        VarlinkTimeLimit.Lease, mayHaveExecuted: false, method, endpoint);

    public static VarlinkConnectionException ConnectTimedOut(string endpoint, TimeSpan limit, Exception innerException) => new(
        $"No connection to {endpoint} was made within {Seconds(limit)} ({nameof(VarlinkClientOptions)}.{nameof(VarlinkClientOptions.ConnectTimeout)}).",
        VarlinkConnectionReason.TimedOut, endpoint: endpoint, innerException: innerException);

    private static string Option(string name) => $"{nameof(VarlinkClientOptions)}.{name}";

    private static string Seconds(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:0.###} s");
}
