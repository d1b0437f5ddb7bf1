using System.Globalization;
using System.Text;
using Podman.Testing.FileSystem;
using Podman.Testing.Programs.Shell;

namespace Podman.Testing.Programs.BuiltIn;

/// <summary>Programs that pass text on.</summary>
internal static class TextPrograms
{
    public static async Task<int> CatAsync(ContainerProcess process)
    {
        (IReadOnlyList<string> operands, _) = process.Split();
        int status = 0;
        foreach (string name in operands.Count == 0 ? ["-"] : operands)
        {
            if (name == "-")
            {
                await process.Streams.Input.CopyToAsync(process.Streams.Output, process.Killed).ConfigureAwait(false);
            }
            else if (process.Files.Find(process.FullPath(name)) is FileNode file)
            {
                await process.Streams.Output.WriteAsync(file.Content, process.Killed).ConfigureAwait(false);
            }
            else
            {
                status = await process.FailAsync(ReadError(process, name)).ConfigureAwait(false);
            }
        }

        return status;
    }

    public static async Task<int> HeadAsync(ContainerProcess process)
    {
        (int count, IReadOnlyList<string> names) = CountAndNames(process);
        if (await OpenAsync(process, names).ConfigureAwait(false) is not { } input)
        {
            return 1;
        }

        for (int i = 0; i < count; i++)
        {
            (string line, bool isWhole) = await LineInput.ReadAsync(input, process.Killed).ConfigureAwait(false);
            if (line.Length > 0 || isWhole)
            {
                await process.WriteAsync(line + (isWhole ? "\n" : "")).ConfigureAwait(false);
            }

            if (!isWhole)
            {
                break;
            }
        }

        return 0;
    }

    /// <summary><c>tail [-n count] [-f] file</c>; following looks for more twice a second.</summary>
    public static async Task<int> TailAsync(ContainerProcess process)
    {
        (int count, IReadOnlyList<string> names) = CountAndNames(process);
        bool follows = process.Arguments.Any(a => a is "-f" or "-F");
        if (await OpenAsync(process, names).ConfigureAwait(false) is not { } input)
        {
            return 1;
        }

        byte[] all = await ReadAllAsync(input, process.Killed).ConfigureAwait(false);
        await process.Streams.Output.WriteAsync(LastLines(all, count), process.Killed).ConfigureAwait(false);
        long length = all.Length;
        while (follows && names.Count > 0 && process.Files.Find(process.FullPath(names[0])) is FileNode)
        {
            await process.DelayAsync(TimeSpan.FromSeconds(0.5)).ConfigureAwait(false);
            if (process.Files.Find(process.FullPath(names[0])) is FileNode file && file.Content.Length > length)
            {
                await process.Streams.Output.WriteAsync(file.Content[(int)length..], process.Killed).ConfigureAwait(false);
                length = file.Content.Length;
            }
        }

        // Following nothing that could grow is waiting for ever: what "tail -f /dev/null" is for.
        if (follows)
        {
            await process.DelayAsync(Timeout.InfiniteTimeSpan).ConfigureAwait(false);
        }

        return 0;
    }

    public static async Task<int> CountAsync(ContainerProcess process)
    {
        (IReadOnlyList<string> names, string options) = process.Split();
        if (await OpenAsync(process, names).ConfigureAwait(false) is not { } input)
        {
            return 1;
        }

        byte[] all = await ReadAllAsync(input, process.Killed).ConfigureAwait(false);
        int words = Encoding.UTF8.GetString(all).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        (char Option, int Count)[] counts = [('l', all.Count(b => b == (byte)'\n')), ('w', words), ('c', all.Length)];
        IEnumerable<string> shown = counts
            .Where(c => options.Length == 0 || options.Contains(c.Option, StringComparison.Ordinal))
            .Select(c => c.Count.ToString(CultureInfo.InvariantCulture));
        return await process.WriteAsync(string.Join(' ', shown.Concat(names.Take(1))) + "\n").ConfigureAwait(false);
    }

    public static async Task<int> SortAsync(ContainerProcess process)
    {
        (IReadOnlyList<string> names, string options) = process.Split();
        if (await OpenAsync(process, names).ConfigureAwait(false) is not { } input)
        {
            return 1;
        }

        string text = Encoding.UTF8.GetString(await ReadAllAsync(input, process.Killed).ConfigureAwait(false));
        IEnumerable<string> lines = text.Length == 0 ? [] : (text.EndsWith('\n') ? text[..^1] : text).Split('\n').Order(StringComparer.Ordinal);
        if (options.Contains('n', StringComparison.Ordinal))
        {
            lines = lines.OrderBy(l => double.TryParse(l, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : 0);
        }

        lines = options.Contains('u', StringComparison.Ordinal) ? lines.Distinct() : lines;
        lines = options.Contains('r', StringComparison.Ordinal) ? lines.Reverse() : lines;
        return await process.WriteAsync(string.Concat(lines.Select(l => l + "\n"))).ConfigureAwait(false);
    }

    public static async Task<int> TeeAsync(ContainerProcess process)
    {
        (IReadOnlyList<string> names, string options) = process.Split();
        if (!options.Contains('a', StringComparison.Ordinal))
        {
            foreach (string name in names)
            {
                process.Files.WriteAllBytes(process.FullPath(name), []);
            }
        }

        byte[] buffer = new byte[4096];
        while (await process.Streams.Input.ReadAsync(buffer, process.Killed).ConfigureAwait(false) is var count && count > 0)
        {
            await process.Streams.Output.WriteAsync(buffer.AsMemory(0, count), process.Killed).ConfigureAwait(false);
            foreach (string name in names)
            {
                process.Files.AppendAllBytes(process.FullPath(name), buffer.AsSpan(0, count));
            }
        }

        return 0;
    }

    /// <summary>The first file, or the standard input when none is named; null, with a message said, when it cannot be read.</summary>
    internal static async Task<Stream?> OpenAsync(ContainerProcess process, IReadOnlyList<string> names)
    {
        if (names.Count == 0 || names[0] == "-")
        {
            return process.Streams.Input;
        }

        if (names[0] == "/dev/null")
        {
            return Stream.Null;
        }

        if (process.Files.Find(process.FullPath(names[0])) is FileNode file)
        {
            return new MemoryStream(file.Content.ToArray(), writable: false);
        }

        await process.FailAsync(ReadError(process, names[0])).ConfigureAwait(false);
        return null;
    }

    internal static async Task<byte[]> ReadAllAsync(Stream input, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        await input.CopyToAsync(all, cancellationToken).ConfigureAwait(false);
        return all.ToArray();
    }

    private static string ReadError(ContainerProcess process, string name) =>
        process.Files.DirectoryExists(process.FullPath(name))
            ? "read error: Is a directory"
            : $"can't open '{name}': No such file or directory";

    /// <summary>Reads <c>-n 5</c>, <c>-n5</c>, <c>-5</c> and the names after them.</summary>
    private static (int Count, IReadOnlyList<string> Names) CountAndNames(ContainerProcess process)
    {
        int count = 10;
        var names = new List<string>();
        for (int i = 1; i < process.Arguments.Count; i++)
        {
            string argument = process.Arguments[i];
            string number = argument == "-n" && i + 1 < process.Arguments.Count ? process.Arguments[++i] : argument.TrimStart('-', 'n');
            if (argument.StartsWith('-') && int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int parsed))
            {
                count = Math.Abs(parsed);
            }
            else if (argument == "-" || !argument.StartsWith('-'))
            {
                names.Add(argument);
            }
        }

        return (count, names);
    }

    private static ReadOnlyMemory<byte> LastLines(byte[] all, int count)
    {
        int at = all.Length;
        for (int newlines = 0; at > 0; at--)
        {
            if (all[at - 1] == (byte)'\n' && at != all.Length && ++newlines == count)
            {
                break;
            }
        }

        return count == 0 ? ReadOnlyMemory<byte>.Empty : all.AsMemory(at);
    }
}
