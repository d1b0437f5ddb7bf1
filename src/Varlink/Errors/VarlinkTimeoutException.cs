namespace Varlink;

/// <summary>A time limit passed.</summary>
public sealed class VarlinkTimeoutException : VarlinkException
{
    /// <summary>Says which limit passed.</summary>
    /// <param name="message">What took too long, and the option that sets the limit.</param>
    /// <param name="limit">Which limit it was.</param>
    /// <param name="mayHaveExecuted">Whether the method may have run all the same.</param>
    /// <param name="method">The method that was called.</param>
    /// <param name="endpoint">The address of the service.</param>
    /// <param name="innerException">The cause.</param>
    public VarlinkTimeoutException(
        string message,
        VarlinkTimeLimit limit,
        bool mayHaveExecuted,
        string? method = null,
        string? endpoint = null,
        Exception? innerException = null)
        : base(message, method, endpoint, innerException)
    {
        Limit = limit;
        MayHaveExecuted = mayHaveExecuted;
    }

    /// <summary>Which limit passed.</summary>
    public VarlinkTimeLimit Limit { get; }

    /// <summary>Whether the method may have run, or may still run, all the same: its request, or part of it, had been sent.</summary>
    public bool MayHaveExecuted { get; }
}
