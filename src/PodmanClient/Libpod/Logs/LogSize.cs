using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Podman.Libpod.Logs;

/// <summary>How much of a message a line takes: one of control characters is several times as long in it as in the log.</summary>
internal static class LogSize
{
    // Two quotes and a comma.
    private const int Frame = 3;

    // Nearly every line is of these alone, and is as long in a message as it is. Others are written to be counted.
    private static readonly SearchValues<char> Plain =
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(static code => (char)code).Where(static c => c is not ('"' or '\\'))]);

    /// <summary>The bytes of a line in a list, written as replies are.</summary>
    public static int Of(string line) => Frame + (line.AsSpan().ContainsAnyExcept(Plain) ? Written(line) : line.Length);

    private static int Written(string line) => JsonEncodedText.Encode(line, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.Length;
}
