using System.Text;
using System.Text.Json;

using Varlink;

namespace Podman.Tests.Recordings;

/// <summary>A recorded request that is a call which the typed client could have made.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="Method">The method.</param>
/// <param name="Parameters">The parameters as they were sent; <c>{}</c> when none were.</param>
/// <param name="IsStream">Whether the call asked for a stream.</param>
public sealed record RecordedCall(RecordedExchange Exchange, VarlinkMethod Method, string Parameters, bool IsStream)
{
    /// <summary>What is to be replayed.</summary>
    public const string Call = "a call that the client could have made";

    private const string Prefix = PodmanInterface.Name + ".";

    /// <inheritdoc/>
    public override string ToString() => Exchange.Step;

    /// <summary>Makes a call of an exchange, or says why the typed client could not have made it.</summary>
    public static (RecordedCall? Call, string Kind) From(RecordedExchange exchange)
    {
        if (exchange.Request is null)
        {
            return (null, "an event beside the wire");
        }

        if (!exchange.IsTerminated || exchange.Request.Contains('\0', StringComparison.Ordinal))
        {
            return (null, "not one whole message");
        }

        try
        {
            using var request = JsonDocument.Parse(exchange.Request);
            return From(exchange, request.RootElement);
        }
        catch (JsonException)
        {
            return (null, "no JSON");
        }
    }

    private static (RecordedCall? Call, string Kind) From(RecordedExchange exchange, JsonElement request)
    {
        if (request.ValueKind != JsonValueKind.Object
            || !request.TryGetProperty("method", out JsonElement member) || member.ValueKind != JsonValueKind.String)
        {
            return (null, "no call");
        }

        string name = member.GetString()!;
        if (PodmanInterface.Methods.SingleOrDefault(method => method.FullName == name) is not { } method)
        {
            return (null, name.StartsWith(Prefix, StringComparison.Ordinal) ? "a method that the interface does not have" : "another interface");
        }

        if (IsTrue(request, "oneway") || IsTrue(request, "upgrade"))
        {
            return (null, "a flag that the client never sends");
        }

        // A stream that was asked of a method that has none is answered as a plain call is.
        bool isStream = IsTrue(request, "more") && method.SupportsMore;

        string parameters = request.TryGetProperty("parameters", out JsonElement given) ? given.GetRawText() : "{}";
        return CanSend(method, parameters)
            ? (new RecordedCall(exchange, method, parameters, isStream), Call)
            : (null, "parameters that the method does not take");
    }

    private static bool CanSend(VarlinkMethod method, string parameters)
    {
        try
        {
            return Replay.Of(method).CanSend(Encoding.UTF8.GetBytes(parameters));
        }
        catch (VarlinkJsonException)
        {
            return false;
        }
    }

    private static bool IsTrue(JsonElement request, string flag) =>
        request.TryGetProperty(flag, out JsonElement value) && value.ValueKind == JsonValueKind.True;
}
