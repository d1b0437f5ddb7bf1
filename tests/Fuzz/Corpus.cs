using System.Text;
using System.Text.Json;

namespace Fuzz;

/// <summary>What is known to be sent over the wire, or to stand in interface files.</summary>
internal static class Corpus
{
    private static readonly string Root = FindRoot();

    /// <summary>What JSON, and varlink's messages, are made of.</summary>
    public static readonly IReadOnlyList<byte[]> JsonTokens =
    [
        .. new[]
        {
            "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u0000", "\\ud800", "\\udc00", "\\ud83d\\ude00", "\\\"", "null", "true", "false", "\0", "\0\0", " ", "\n",
            "0", "-0", "1", "-1", "1.0", "1.5", "1e400", "-1e400", "1e-400", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
            "0.1e+1", "NaN", "Infinity", "\"\"", "{}", "[]", "[[[[[[[[", "{\"a\":{\"a\":{\"a\":", "ä", "\U0001F600", "\uFEFF", "//", "/*",
            "\"method\":", "\"parameters\":", "\"parameters\":null", "\"error\":", "\"error\":null", "\"error\":\"io.podman.ContainerNotFound\"", "\"continues\":true",
            "\"continues\":false", "\"more\":true", "\"oneway\":true", "\"upgrade\":true", "\"name\":", "\"text\":", "\"reason\":", "\"org.example.fuzz.Echo\"",
            "\"io.podman.Ping\"", "\"org.varlink.service.GetInfo\"", "\"org.varlink.service.GetInterfaceDescription\"",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff], [0xc3], [0xe2, 0x82], [0xed, 0xa0, 0x80], [0xc0, 0x80],
    ];

    /// <summary>What an interface file is made of.</summary>
    public static readonly IReadOnlyList<byte[]> IdlTokens =
    [
        .. new[]
        {
            "interface ", "type ", "method ", "error ", "org.example.x", "(", ")", "->", "[]", "[string]", "?", ":", ",", "#", "# c\n", "\n", "\r\n", "\u2028", " ",
            "bool", "int", "float", "string", "object", "any", "T", "T ()", "(a, b)", "(a: int)", "a: ", "[](", "?[]", "??", "_", "-", "9", "\0", "\uFEFF", "ä",
            "# [Requires 'more' flag]\n", "# [Supports 'more' flag]\n", "# [Name: X]\n", "# [Also: y]\n", "# [Read-only]\n", "# [Long-running]\n", "[Name: ", "class", "Equals",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff],
    ];

    /// <summary>Every exchange with a real Podman: calls, and the replies to them.</summary>
    public static IReadOnlyList<(string Request, IReadOnlyList<string> Replies)> Recordings { get; } = [.. LoadRecordings()];

    /// <summary>The interface files of this repository.</summary>
    public static IReadOnlyList<string> Interfaces { get; } =
    [
        .. Directory.EnumerateFiles(Root, "*.varlink", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllText),
    ];

    private static IEnumerable<(string Request, IReadOnlyList<string> Replies)> LoadRecordings()
    {
        foreach (string line in File.ReadLines(Path.Combine(Root, "tests", "Recordings", "podman-0.8.jsonl")))
        {
            using JsonDocument row = JsonDocument.Parse(line);
            if (row.RootElement.GetProperty("request").GetString() is { } request)
            {
                // A message of many kilobytes teaches no more than its first ones, and slows everything down.
                yield return (request, [.. row.RootElement.GetProperty("replies").EnumerateArray().Select(reply => reply.GetString()!).Where(reply => reply.Length < 8000)]);
            }
        }
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "PodmanClient.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The program does not run below the folder that holds PodmanClient.sln.");
    }
}
