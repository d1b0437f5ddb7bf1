using System.Text.Encodings.Web;
using System.Text.Json;

namespace Podman.Libpod.Logs;

/// <summary>How much of a message a line takes: one of control characters is several times as long in it as in the log.</summary>
internal static class LogSize
{
    // Two quotes and a comma.
    private const int Frame = 3;

    /// <summary>The bytes of a line in a list, written as replies are.</summary>
    public static int Of(string line) => JsonEncodedText.Encode(line, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.Length + Frame;
}
