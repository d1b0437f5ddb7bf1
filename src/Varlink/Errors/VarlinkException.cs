namespace Varlink;

/// <summary>
/// A call failed. What derives from it answers one question by its type: is the connection dead, or did only this call fail?
/// </summary>
public abstract class VarlinkException : Exception
{
    private protected VarlinkException(string message, string? method, string? endpoint, Exception? innerException = null)
        : base(message, innerException)
    {
        Method = method;
        Endpoint = endpoint;
    }

    /// <summary>The full name of the method that was called; null where no call was under way.</summary>
    public string? Method { get; }

    /// <summary>The address of the service; null where none was known.</summary>
    public string? Endpoint { get; }
}
