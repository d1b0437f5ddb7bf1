using System.Globalization;

namespace Varlink;

/// <summary>No connection could be made, or one died with the call in flight.</summary>
public sealed class VarlinkConnectionException : VarlinkException
{
    /// <summary>Says what happened to the connection.</summary>
    /// <param name="message">What happened, at which address, and what to do.</param>
    /// <param name="reason">Why.</param>
    /// <param name="mayHaveExecuted">Whether the method may have run.</param>
    /// <param name="method">The method that was called.</param>
    /// <param name="endpoint">The address of the service.</param>
    /// <param name="attempts">Every address tried, and why it failed.</param>
    /// <param name="innerException">The cause.</param>
    public VarlinkConnectionException(
        string message,
        VarlinkConnectionReason reason,
        bool mayHaveExecuted = false,
        string? method = null,
        string? endpoint = null,
        IReadOnlyList<VarlinkConnectionAttempt>? attempts = null,
        Exception? innerException = null)
        : base(message, method, endpoint, innerException)
    {
        Reason = reason;
        MayHaveExecuted = mayHaveExecuted;
        Attempts = attempts ?? [];
    }

    /// <inheritdoc/>
    public override string Message =>
        CallAttempts > 1 ? string.Create(CultureInfo.InvariantCulture, $"{base.Message} It was tried {CallAttempts} times.") : base.Message;

    /// <summary>How many times the call was tried in all before this exception came out of it: more than once after retries.</summary>
    public int CallAttempts { get; internal set; } = 1;

    /// <summary>Why there is no connection.</summary>
    public VarlinkConnectionReason Reason { get; }

    /// <summary>
    /// Whether the method may have run: its request, or part of it, had been sent. Of several attempts (<see cref="CallAttempts"/>) this is said of
    /// the last one: by <see cref="VarlinkResilience"/>, another is only made where those before cannot have had an effect.
    /// </summary>
    public bool MayHaveExecuted { get; }

    /// <summary>Whether the same call may well succeed a little later, and may be repeated without running twice.</summary>
    public bool IsTransient => !MayHaveExecuted
        && Reason is VarlinkConnectionReason.Refused or VarlinkConnectionReason.TimedOut
            or VarlinkConnectionReason.ClosedByPeer or VarlinkConnectionReason.Broken;

    /// <summary>Whether there had been a connection, which was lost.</summary>
    internal bool WasConnected { get; init; }

    /// <summary>Whether the reply had begun to come in: then the call was carried out, and must not be sent again.</summary>
    internal bool ReplyStarted { get; init; }

    /// <summary>Every address that was tried, and why it failed; empty when a connection had been made.</summary>
    public IReadOnlyList<VarlinkConnectionAttempt> Attempts { get; }

    /// <summary>
    /// The same failure as one of a call. Several calls may have waited for the connection that failed, and each has its own method, and its
    /// own count of attempts.
    /// </summary>
    internal VarlinkConnectionException ForCall(string method) =>
        new(base.Message, Reason, MayHaveExecuted, method, Endpoint, Attempts, InnerException) { WasConnected = WasConnected, ReplyStarted = ReplyStarted };
}

/// <summary>One address that was tried in vain.</summary>
/// <param name="Address">The address.</param>
/// <param name="Failure">Why it failed.</param>
public sealed record VarlinkConnectionAttempt(string Address, string Failure);
