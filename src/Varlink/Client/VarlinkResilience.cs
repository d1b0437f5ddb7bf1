using Polly;
using Polly.Retry;

namespace Varlink;

/// <summary>
/// When a call may be sent again, and the strategy that does so. The rule is strict, because a method that runs twice is worse than one that
/// fails: only when no byte of the call was sent, or when the connection died before any byte of the reply and the method is read-only.
/// Error replies, time limits and cancellations are never retried.
/// </summary>
public static class VarlinkResilience
{
    /// <summary>How many times a call is sent again at most by default: 3.</summary>
    public const int DefaultMaxRetryAttempts = 3;

    /// <summary>The first pause before a call is sent again, by default: 20 ms. Each further one is about twice as long.</summary>
    public static readonly TimeSpan DefaultRetryDelay = TimeSpan.FromMilliseconds(20);

    /// <summary>The method that is called, in the context that a strategy sees.</summary>
    public static readonly ResiliencePropertyKey<VarlinkMethod> MethodKey = new("varlink.method");

    /// <summary>Whether a call that failed may be sent again without any risk that it is carried out twice.</summary>
    /// <param name="exception">How it failed.</param>
    /// <param name="method">The method that was called.</param>
    /// <returns>Whether it may.</returns>
    public static bool MayRetry(Exception? exception, VarlinkMethod method)
    {
        ArgumentNullException.ThrowIfNull(method);

        // A connection that could not be made is no matter of this: it was tried again already, as long as ConnectRetryPeriod allows.
        return exception is VarlinkConnectionException { WasConnected: true } lost
            && (!lost.MayHaveExecuted || (method.IsReadOnly && !lost.ReplyStarted));
    }

    /// <summary>The retry strategy that is built in, for a pipeline of one's own.</summary>
    /// <returns>Its options: <see cref="DefaultMaxRetryAttempts"/> attempts with growing pauses and jitter, by the rule of <see cref="MayRetry"/>.</returns>
    public static RetryStrategyOptions CreateRetryOptions() => new()
    {
        Name = "Varlink.Retry",
        MaxRetryAttempts = DefaultMaxRetryAttempts,
        BackoffType = DelayBackoffType.Exponential,
        Delay = DefaultRetryDelay,
        UseJitter = true,
        ShouldHandle = static arguments => ValueTask.FromResult(
            arguments.Context.Properties.TryGetValue(MethodKey, out VarlinkMethod? method) && MayRetry(arguments.Outcome.Exception, method)),
    };
}
