using System.Text.Json;

namespace Varlink;

/// <summary>What may be said of a text that is no JSON.</summary>
internal static class JsonFaultText
{
    /// <summary>
    /// Where the text stops being JSON. The reader's own message quotes what it found there, which may be the rest of the message, and a message
    /// may hold secrets: so neither that message nor the exception itself is shown to anybody.
    /// </summary>
    public static string Describe(Exception fault) => fault is JsonException { LineNumber: { } line, BytePositionInLine: { } position }
        ? FormattableString.Invariant($"it goes wrong in line {line + 1}, at byte {position}")
        : "it holds a string that is not valid text";
}
