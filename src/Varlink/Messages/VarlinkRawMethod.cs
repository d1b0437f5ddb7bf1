using System.Text.Json;

namespace Varlink;

/// <summary>Methods without an interface at hand: their parameters and replies are JSON as it stands.</summary>
public static class VarlinkRawMethod
{
    /// <summary>Describes a method by its name alone.</summary>
    /// <param name="fullName">The full name: <c>io.podman.Ping</c>.</param>
    /// <param name="traits">What is known about it. Default: nothing, so that it is taken to have effects.</param>
    /// <returns>The method. Parameters are an object, or <c>default</c> for none; the reply is an object.</returns>
    /// <exception cref="ArgumentException"><paramref name="fullName"/> is not an interface, a dot and a name.</exception>
    public static VarlinkMethod<JsonElement, JsonElement> Create(string fullName, VarlinkMethodTraits traits = VarlinkMethodTraits.None)
    {
        ArgumentException.ThrowIfNullOrEmpty(fullName);
        int dot = fullName.LastIndexOf('.');
        if (dot <= 0 || dot == fullName.Length - 1)
        {
            throw new ArgumentException(
                $"'{fullName}' is not the full name of a method: write the interface, a dot and the name, io.podman.Ping for example.", nameof(fullName));
        }

        return new(fullName[..dot], fullName[(dot + 1)..], traits, Write, Read, Write, VarlinkJson.ReadObject, errors: null);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                value.WriteTo(writer);
                break;
            case JsonValueKind.Undefined:
                writer.WriteStartObject();
                writer.WriteEndObject();
                break;
            default:
                throw new ArgumentException($"Parameters are a JSON object; this is {value.ValueKind}.", nameof(value));
        }
    }

    private static JsonElement Read(ref Utf8JsonReader reader, VarlinkParameterPolicy policy) => VarlinkJson.ReadObject(ref reader);
}
