using System.Text;
using System.Text.Json;
using Varlink;

namespace Fuzz.Targets;

/// <summary>
/// The generated codecs: what they accept can be written again, and is the same when it is read again. The first byte of an input, and the
/// second, choose the method; the third one the direction.
/// </summary>
internal sealed class CodecTarget : FuzzTarget
{
    private static readonly CodecCheck[] Checks =
    [
        .. Podman.PodmanInterface.Methods.Concat(Certification.CertificationInterface.Methods).Concat(Nasty.NastyInterface.Methods).Select(CodecCheck.Of),
    ];

    public override string Name => "codec";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. from exchange in Corpus.Recordings
           from seed in Messages(exchange.Request, exchange.Replies)
           select seed,
        .. from index in Enumerable.Range(0, Checks.Length)
           from direction in new byte[] { 0, 1 }
           select (byte[])[(byte)(index >> 8), (byte)index, direction, .. Checks[index].Example(direction)],
    ];

    public override ValueTask RunAsync(byte[] input)
    {
        if (input.Length > 3)
        {
            CodecCheck check = Checks[((input[0] << 8) + input[1]) % Checks.Length];
            check.Run(input.AsSpan(3), ofReply: input[2] % 2 == 1);
        }

        return default;
    }

    /// <summary>The parameters of a recorded call and of its replies.</summary>
    private static IEnumerable<byte[]> Messages(string request, IReadOnlyList<string> replies)
    {
        if (Parameters(request, out string? method) is not { } parameters)
        {
            yield break;
        }

        int index = Array.FindIndex(Checks, check => check.Method.FullName == method);
        if (index < 0)
        {
            yield break;
        }

        yield return [(byte)(index >> 8), (byte)index, 0, .. Encoding.UTF8.GetBytes(parameters)];
        foreach (string reply in replies)
        {
            if (Parameters(reply, out _) is { } answer)
            {
                yield return [(byte)(index >> 8), (byte)index, 1, .. Encoding.UTF8.GetBytes(answer)];
            }
        }
    }

    private static string? Parameters(string message, out string? method)
    {
        method = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(message);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            method = root.TryGetProperty("method", out JsonElement name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
            return root.TryGetProperty("parameters", out JsonElement parameters) && parameters.ValueKind == JsonValueKind.Object ? parameters.GetRawText() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
