namespace Varlink;

/// <summary>The peer sent something that is no varlink, or not what its interface promises. The connection it came over is closed.</summary>
public sealed class VarlinkProtocolException : VarlinkException
{
    /// <summary>Says what was wrong.</summary>
    /// <param name="message">What was wrong, where, and what to do.</param>
    /// <param name="path">Where in the message, as a JSON path: <c>$.parameters.container.ports[0].host_port</c>.</param>
    /// <param name="method">The method that was called.</param>
    /// <param name="endpoint">The address of the service.</param>
    /// <param name="innerException">The cause.</param>
    public VarlinkProtocolException(
        string message, string? path = null, string? method = null, string? endpoint = null, Exception? innerException = null)
        : base(message, method, endpoint, innerException) => Path = path;

    /// <summary>Where in the message, as a JSON path; null where the message as a whole was wrong.</summary>
    public string? Path { get; }
}
