using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Varlink;
using Varlink.Messages;
using Varlink.Server;

namespace Fuzz.Targets;

/// <summary>
/// The envelopes of calls and replies, read in one pass: what is accepted is JSON that says what was read out of it, in one piece or in many, and
/// what is refused is refused with the exceptions that a connection expects.
/// </summary>
internal sealed class EnvelopeTarget : FuzzTarget
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = JsonSettings.MaxDepth };
    private static readonly VarlinkMethod<JsonElement, JsonElement> Raw = VarlinkRawMethod.Create("org.example.fuzz.Echo");

    private readonly CallReader _calls = new(new ServiceDirectory(new VarlinkServerOptions(), [new FuzzService()]), acceptsNoMethod: false);

    public override string Name => "envelope";

    public override IReadOnlyList<byte[]> Seeds { get; } =
        [.. Corpus.Recordings.SelectMany(exchange => exchange.Replies.Append(exchange.Request)).Distinct().Select(Encoding.UTF8.GetBytes)];

    public override ValueTask RunAsync(byte[] input)
    {
        CheckReply(input);
        CheckCall(input);
        return default;
    }

    private static void CheckReply(byte[] input)
    {
        (ReplyEnvelope Envelope, string Value)? whole = ReadReply(new ReadOnlySequence<byte>(input));
        (ReplyEnvelope Envelope, string Value)? pieces = ReadReply(Pieces.Of(input, 1 + (input.Length % 7)));
        BrokenInvariantException.ThrowUnless(whole == pieces, $"a reply in pieces is {pieces}, and {whole} as a whole");
        if (whole is not { } reply)
        {
            return;
        }

        using JsonDocument document = Parse(input);
        JsonElement root = document.RootElement;
        string? error = root.TryGetProperty("error", out JsonElement name) ? name.GetString() : null;
        bool continues = root.TryGetProperty("continues", out JsonElement more) && more.ValueKind == JsonValueKind.True;
        BrokenInvariantException.ThrowUnless(reply.Envelope == new ReplyEnvelope(error, continues), "the envelope says something else");
        if (error is not null)
        {
            CheckError(input, error);
            return;
        }

        // Where a member stands there twice, the last one counts, except that one that is null says nothing.
        string[] parameters = [.. root.EnumerateObject().Where(member => member.NameEquals("parameters") && member.Value.ValueKind != JsonValueKind.Null)
            .Select(member => member.Value.GetRawText())];
        BrokenInvariantException.ThrowUnless(reply.Value == (parameters.LastOrDefault() ?? "{}"), "the parameters are others");
    }

    private static void CheckError(byte[] input, string error)
    {
        try
        {
            VarlinkErrorException exception = ErrorReader.Read(new ReadOnlySequence<byte>(input), error, null, "org.example.fuzz.Echo", "fuzz:");
            BrokenInvariantException.ThrowUnless(exception.ErrorName == error, "the error is another one");
        }
        catch (VarlinkJsonException)
        {
            // What its parameters hold is no text.
        }
    }

    private static (ReplyEnvelope Envelope, string Value)? ReadReply(in ReadOnlySequence<byte> frame)
    {
        try
        {
            ReplyEnvelope envelope = ReplyReader.Read(frame, Raw.ReplyDecoder, out JsonElement value);
            return (envelope, envelope.Error is null ? value.GetRawText() : "");
        }
        catch (Exception e) when (e is JsonException or VarlinkJsonException)
        {
            return null;
        }
    }

    private void CheckCall(byte[] input)
    {
        string? whole = ReadCall(new ReadOnlySequence<byte>(input));
        string? pieces = ReadCall(Pieces.Of(input, 1 + (input.Length % 7)));
        BrokenInvariantException.ThrowUnless(whole == pieces, $"a call in pieces is {pieces}, and {whole} as a whole");
        if (whole is not null)
        {
            BrokenInvariantException.ThrowUnless(Utf8.IsValid(input), "a call that is no UTF-8 was let through");
            using JsonDocument document = Parse(input);
            JsonElement root = document.RootElement;
            BrokenInvariantException.ThrowUnless(
                whole.StartsWith(root.GetProperty("method").GetString() + " ", StringComparison.Ordinal), "the method is another one");
        }
    }

    private string? ReadCall(in ReadOnlySequence<byte> frame)
    {
        try
        {
            IncomingCall call = _calls.Read(frame);
            return $"{call.Route.Method} {call.More} {call.Oneway} {call.Upgrade} {call.ParametersKind} {Encoding.UTF8.GetString(call.Parameters)}";
        }
        catch (MalformedCallException)
        {
            return null;
        }
    }

    private static JsonDocument Parse(byte[] input)
    {
        try
        {
            return JsonDocument.Parse(input, Options);
        }
        catch (JsonException e)
        {
            throw new BrokenInvariantException($"what was accepted is no JSON: {e.Message}");
        }
    }
}
