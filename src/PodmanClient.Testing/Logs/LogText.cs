using System.Text;
using System.Text.Unicode;

namespace Podman.Testing.Logs;

/// <summary>Bytes of a program as text of a log.</summary>
internal static class LogText
{
    /// <summary>
    /// Decodes UTF-8, with one U+FFFD for every byte that is not part of valid text. That is Go's way, and so the daemon's; .NET would
    /// put one for a whole sequence that was cut short.
    /// </summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var text = new StringBuilder(bytes.Length);
        Span<char> characters = stackalloc char[2];
        while (!bytes.IsEmpty)
        {
            bool isValid = Rune.DecodeFromUtf8(bytes, out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
            text.Append(characters[..rune.EncodeToUtf16(characters)]);
            bytes = bytes[(isValid ? length : 1)..];
        }

        return text.ToString();
    }
}
