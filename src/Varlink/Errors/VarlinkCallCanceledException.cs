namespace Varlink;

/// <summary>
/// The caller stopped waiting for a call that had been sent. A call that was cancelled before its first byte was sent ends with a plain
/// <see cref="OperationCanceledException"/> instead: nothing happened then.
/// </summary>
public sealed class VarlinkCallCanceledException : OperationCanceledException
{
    /// <summary>Says which call is no longer awaited.</summary>
    /// <param name="method">The method that was called.</param>
    /// <param name="endpoint">The address of the service.</param>
    /// <param name="mayHaveExecuted">Whether the method may have run.</param>
    /// <param name="innerException">What else happened to the call at the same time.</param>
    /// <param name="cancellationToken">The token that asked for it.</param>
    public VarlinkCallCanceledException(
        string method, string endpoint, bool mayHaveExecuted, Exception? innerException, CancellationToken cancellationToken)
        : base(Describe(method, endpoint, mayHaveExecuted), innerException, cancellationToken)
    {
        Method = method;
        Endpoint = endpoint;
        MayHaveExecuted = mayHaveExecuted;
    }

    /// <summary>The full name of the method that was called.</summary>
    public string Method { get; }

    /// <summary>The address of the service.</summary>
    public string Endpoint { get; }

    /// <summary>Whether the method may have run, or may still run, all the same.</summary>
    public bool MayHaveExecuted { get; }

    private static string Describe(string method, string endpoint, bool mayHaveExecuted) => mayHaveExecuted
        ? $"The call of {method} at {endpoint} was cancelled after it had been sent: it may have been carried out."
        : $"The call of {method} at {endpoint} was cancelled before it was sent.";
}
