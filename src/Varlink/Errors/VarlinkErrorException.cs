using System.Text.Json;

namespace Varlink;

/// <summary>
/// The service answered with an error. The connection lives on, and the same call would most likely fail again. The generator derives a
/// typed exception from it for every error of an interface; one that no interface at hand declares arrives as this class itself.
/// </summary>
public class VarlinkErrorException : VarlinkException
{
    /// <summary>An error that a service answers with.</summary>
    /// <param name="errorName">The full name of the error: <c>org.example.OutOfPaper</c>.</param>
    /// <param name="message">The text of the exception; null for one made of the name.</param>
    /// <param name="parameters">What the error carries: an object, or <c>default</c> when nothing.</param>
    /// <param name="innerException">The cause.</param>
    public VarlinkErrorException(string errorName, string? message = null, JsonElement parameters = default, Exception? innerException = null)
        : base(message ?? errorName, method: null, endpoint: null, innerException)
    {
        ArgumentException.ThrowIfNullOrEmpty(errorName);
        ErrorName = errorName;
        Parameters = parameters;
    }

    /// <summary>An error that a client received.</summary>
    /// <param name="reply">The error reply.</param>
    /// <param name="details">The members of the error in a form for people, <c>name "web"</c> for example; null or empty for the raw parameters.</param>
    public VarlinkErrorException(VarlinkErrorReply reply, string? details = null)
        : base(Describe(reply, details), reply.Method, reply.Endpoint)
    {
        ErrorName = reply.ErrorName;
        Parameters = reply.Parameters;
    }

    /// <summary>An error that a client foresees, instead of sending the call.</summary>
    /// <param name="errorName">The full name of the error that the service would, or should, answer with.</param>
    /// <param name="message">The text of the exception.</param>
    /// <param name="method">The full name of the method.</param>
    /// <param name="endpoint">The address of the service.</param>
    protected VarlinkErrorException(string errorName, string message, string? method, string? endpoint)
        : base(message, method, endpoint)
    {
        ArgumentException.ThrowIfNullOrEmpty(errorName);
        ErrorName = errorName;
    }

    /// <summary>The full name of the error: <c>io.podman.ContainerNotFound</c>.</summary>
    public string ErrorName { get; }

    /// <summary>What the error carries as it came over the wire; <see cref="JsonValueKind.Undefined"/> when nothing did.</summary>
    public JsonElement Parameters { get; }

    /// <summary>Writes what the error carries, an object, when a service answers with it. Generated exceptions write their members.</summary>
    /// <param name="writer">Where to write.</param>
    public virtual void WriteParameters(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (Parameters.ValueKind == JsonValueKind.Object)
        {
            Parameters.WriteTo(writer);
        }
        else
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
        }
    }

    private static string Describe(VarlinkErrorReply reply, string? details)
    {
        ArgumentNullException.ThrowIfNull(reply);
        if (string.IsNullOrEmpty(details) && reply.Parameters.ValueKind == JsonValueKind.Object)
        {
            details = reply.Parameters.GetRawText();
        }

        string call = (reply.Method, reply.Endpoint) switch
        {
            (null, null) => "",
            (null, var endpoint) => $" (answered by {endpoint})",
            (var method, null) => $" (answer to {method})",
            var (method, endpoint) => $" (answer to {method} by {endpoint})",
        };
        return string.IsNullOrEmpty(details) || details == "{}" ? $"{reply.ErrorName}{call}" : $"{reply.ErrorName}: {details}{call}";
    }
}
