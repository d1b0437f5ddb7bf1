using System.Buffers;
using System.Text.Json;

namespace Varlink.Server;

/// <summary>Reads the parameters of a call. What does not fit is answered with <c>InvalidParameter</c>, which names the parameter.</summary>
internal static class ParametersReader
{
    /// <summary>The name of the parameters as a whole, where none of them can be named.</summary>
    private const string All = "parameters";

    private static readonly ReadOnlySequence<byte> Empty = new("{}"u8.ToArray());

    /// <exception cref="InvalidParameterException">The parameters are not those of the method.</exception>
    public static TParameters Read<TParameters>(
        VarlinkParametersDecoder<TParameters>? decode, JsonTokenType kind, in ReadOnlySequence<byte> json, VarlinkParameterPolicy policy)
    {
        bool acceptsAnything = decode is null && (policy & VarlinkParameterPolicy.IgnoreUnknown) != 0;
        if (acceptsAnything)
        {
            return default!;
        }

        bool isMissing = kind == JsonTokenType.None && decode is not null && (policy & VarlinkParameterPolicy.RequireObject) != 0;
        if (isMissing || kind is not (JsonTokenType.StartObject or JsonTokenType.None))
        {
            throw new InvalidParameterException(All);
        }

        ReadOnlySequence<byte> parameters = kind == JsonTokenType.None ? Empty : json;
        try
        {
            var reader = parameters.IsSingleSegment
                ? new Utf8JsonReader(parameters.FirstSpan, JsonSettings.Reader)
                : new Utf8JsonReader(parameters, JsonSettings.Reader);
            reader.Read();
            return decode is not null ? decode(ref reader, policy) : ReadNothing<TParameters>(ref reader);
        }
        catch (VarlinkJsonException e)
        {
            throw new InvalidParameterException(e.Member ?? FirstSegment(JsonPath.At(parameters, e.ByteOffset)));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A name or a text with an escape that is half of a surrogate pair, or JSON nested too deep for an element of its own.
            throw new InvalidParameterException(All);
        }
    }

    /// <summary>A method without parameters takes none.</summary>
    private static TParameters ReadNothing<TParameters>(ref Utf8JsonReader reader)
    {
        if (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            throw new InvalidParameterException(reader.GetString()!);
        }

        return default!;
    }

    /// <summary>The parameter in which something is wrong: <c>container</c> of <c>$.container.ports[0]</c>.</summary>
    private static string FirstSegment(string path)
    {
        if (!path.StartsWith("$.", StringComparison.Ordinal))
        {
            return All;
        }

        int end = path.AsSpan(2).IndexOfAny('.', '[');
        return end < 0 ? path[2..] : path.Substring(2, end);
    }
}
