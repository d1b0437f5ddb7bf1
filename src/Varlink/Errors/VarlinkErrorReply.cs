using System.Text.Json;

namespace Varlink;

/// <summary>An error reply as it came over the wire, and to which call.</summary>
public sealed class VarlinkErrorReply
{
    /// <summary>Describes an error reply.</summary>
    /// <param name="errorName">The full name of the error.</param>
    /// <param name="parameters">What it carries: an object, or <c>default</c> when nothing.</param>
    /// <param name="method">The full name of the method that was called.</param>
    /// <param name="endpoint">The address of the service.</param>
    public VarlinkErrorReply(string errorName, JsonElement parameters, string? method, string? endpoint)
    {
        ArgumentException.ThrowIfNullOrEmpty(errorName);
        ErrorName = errorName;
        Parameters = parameters;
        Method = method;
        Endpoint = endpoint;
    }

    /// <summary>The full name of the error: <c>io.podman.ContainerNotFound</c>.</summary>
    public string ErrorName { get; }

    /// <summary>What the error carries: an object, or <see cref="JsonValueKind.Undefined"/> when nothing.</summary>
    public JsonElement Parameters { get; }

    /// <summary>The full name of the method that was called.</summary>
    public string? Method { get; }

    /// <summary>The address of the service.</summary>
    public string? Endpoint { get; }

    /// <summary>Reads the parameters with a generated codec. Parameters that are missing altogether are read as <c>{}</c>.</summary>
    /// <typeparam name="T">The type of the parameters.</typeparam>
    /// <param name="decoder">The codec.</param>
    /// <returns>The parameters.</returns>
    /// <exception cref="VarlinkJsonException">They are not of that type.</exception>
    public T Read<T>(VarlinkDecoder<T> decoder)
    {
        ArgumentNullException.ThrowIfNull(decoder);
        ReadOnlySpan<byte> json = Parameters.ValueKind == JsonValueKind.Object ? Utf8Text(Parameters) : "{}"u8;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return decoder(ref reader);
    }

    private static byte[] Utf8Text(JsonElement element) => System.Text.Encoding.UTF8.GetBytes(element.GetRawText());
}
