using System.Globalization;
using System.Text;
using System.Text.Json;
using Varlink.Tool.Terminal;

namespace Varlink.Tool.Connecting;

/// <summary>The parameters of a call as they are given on the command line.</summary>
internal static class CallParameters
{
    /// <summary>Reads an object from the text itself, from the file behind an @, or from standard input.</summary>
    /// <returns>The object; <c>default</c> where there is none.</returns>
    /// <exception cref="UsageException">It is no JSON object, or cannot be read.</exception>
    public static async Task<JsonElement> ReadAsync(string? text, IToolConsole console, CancellationToken cancellationToken)
    {
        switch (text)
        {
            case null:
                return default;
            case "-":
                await using (Stream input = console.OpenInput())
                {
                    // Reading a terminal cannot be cancelled, only left alone.
                    return await ParseAsync(input, "standard input", cancellationToken).WaitAsync(cancellationToken);
                }

            case ['@', .. string path]:
                try
                {
                    await using FileStream file = File.OpenRead(path);
                    return await ParseAsync(file, path, cancellationToken);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
                {
                    throw new UsageException($"The parameters cannot be read: {e.Message}", e);
                }

            default:
                await using (MemoryStream bytes = new(Encoding.UTF8.GetBytes(text)))
                {
                    return await ParseAsync(bytes, "the command line", cancellationToken);
                }
        }
    }

    private static async Task<JsonElement> ParseAsync(Stream stream, string source, CancellationToken cancellationToken)
    {
        try
        {
            using JsonDocument document = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new UsageException($"The parameters from {source} are no JSON object: write {{\"name\": value}}.");
        }
        catch (JsonException e)
        {
            throw new UsageException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The parameters from {source} are no JSON: something is wrong in line {e.LineNumber + 1}, at byte {e.BytePositionInLine + 1}."),
                e);
        }
    }
}
