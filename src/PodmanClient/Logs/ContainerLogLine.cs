namespace Podman;

/// <summary>
/// One line of a container's log. A daemon gives lines as text, <c>2018-08-23T21:11:41.751428792+00:00 stdout F listening</c> for
/// example; this is such a line, taken apart.
/// </summary>
/// <param name="Timestamp">
/// When the line was written, in the time zone of the daemon's host. The nanoseconds of the log are cut to the 100 ns that .NET knows. Null
/// where the line has no prefix.
/// </param>
/// <param name="Stream">Where it was written.</param>
/// <param name="Text">
/// What was written, without the line feed. A carriage return before it is part of the text: containers with a terminal end their lines so.
/// </param>
/// <param name="IsPartial">
/// Whether the line goes on in the next one of the same stream: programs that write very long lines, or text without a line feed, cause it.
/// </param>
public sealed record ContainerLogLine(DateTimeOffset? Timestamp, ContainerLogSource Stream, string Text, bool IsPartial)
{
    private const string StandardOutput = "stdout";
    private const string StandardError = "stderr";

    /// <summary>Takes a line of a log apart. Never fails: a line that has not the known form is all text.</summary>
    /// <param name="line">The line as <c>GetContainerLogs</c> gives it, with or without the line feed at its end.</param>
    /// <returns>The line.</returns>
    public static ContainerLogLine Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        ReadOnlySpan<char> text = line.AsSpan();
        if (text.EndsWith('\n'))
        {
            text = text[..^1];
        }

        ReadOnlySpan<char> rest = text;
        if (Rfc3339.TryParse(NextWord(ref rest), out DateTimeOffset timestamp)
            && TryParseStream(NextWord(ref rest), out ContainerLogSource stream)
            && TryParseFlag(NextWord(ref rest), out bool isPartial))
        {
            return new ContainerLogLine(timestamp, stream, rest.ToString(), isPartial);
        }

        return new ContainerLogLine(null, ContainerLogSource.Unknown, text.ToString(), IsPartial: false);
    }

    /// <summary>Takes the text up to the next blank off, and the blank with it.</summary>
    private static ReadOnlySpan<char> NextWord(ref ReadOnlySpan<char> rest)
    {
        int blank = rest.IndexOf(' ');
        ReadOnlySpan<char> word = blank < 0 ? rest : rest[..blank];
        rest = blank < 0 ? [] : rest[(blank + 1)..];
        return word;
    }

    private static bool TryParseStream(ReadOnlySpan<char> word, out ContainerLogSource stream)
    {
        stream = word switch
        {
            StandardOutput => ContainerLogSource.StandardOutput,
            StandardError => ContainerLogSource.StandardError,
            _ => ContainerLogSource.Unknown,
        };
        return stream != ContainerLogSource.Unknown;
    }

    /// <summary>The flag is the first of the line's tags, which are separated by colons; no other tag means anything so far.</summary>
    private static bool TryParseFlag(ReadOnlySpan<char> tags, out bool isPartial)
    {
        int colon = tags.IndexOf(':');
        ReadOnlySpan<char> flag = colon < 0 ? tags : tags[..colon];
        isPartial = flag is "P";
        return isPartial || flag is "F";
    }
}
