using System.Text;
using Varlink.Idl;

namespace Varlink.Tool.Files;

/// <summary>A file with an interface, read and parsed.</summary>
/// <param name="Path">The path as it was given.</param>
/// <param name="Text">What stands in it, without a byte order mark.</param>
/// <param name="Parsed">The tree, or what is wrong.</param>
internal sealed record InterfaceFile(string Path, string Text, ParseResult Parsed)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file.</summary>
    /// <exception cref="IOException">It cannot be read, or is no UTF-8: what would be written back is not what was in it.</exception>
    public static async Task<InterfaceFile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        byte[] bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        try
        {
            string text = Utf8.GetString(bytes.AsSpan(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0));
            return new InterfaceFile(path, text, IdlParser.Parse(text));
        }
        catch (DecoderFallbackException e)
        {
            throw new IOException($"{path} is no UTF-8 text: save it as UTF-8.", e);
        }
    }

    /// <summary>Writes a text, with LF as it stands in it and without a byte order mark.</summary>
    public static Task WriteAsync(string path, string text, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(path, text, Utf8, cancellationToken);
}
