using System.Globalization;
using System.Text;
using Podman.Testing.FileSystem;

namespace Podman.Testing.Programs.BuiltIn;

/// <summary><c>ls [-a] [-l] [-1] [paths]</c>, one name a line, as busybox lists into a pipe.</summary>
internal static class ListProgram
{
    public static async Task<int> RunAsync(ContainerProcess process)
    {
        (IReadOnlyList<string> operands, string options) = process.Split();
        IReadOnlyList<string> paths = operands.Count == 0 ? ["."] : operands;
        var text = new StringBuilder();
        int status = 0;
        foreach (string path in paths)
        {
            string full = process.FullPath(path);
            switch (process.Files.Find(full))
            {
                case null:
                    status = await process.FailAsync($"{path}: No such file or directory").ConfigureAwait(false);
                    break;
                case DirectoryNode when !options.Contains('d', StringComparison.Ordinal):
                    if (paths.Count > 1)
                    {
                        text.Append(text.Length > 0 ? "\n" : "").Append(path).Append(":\n");
                    }

                    AppendDirectory(process, full, options, text);
                    break;
                default:
                    AppendEntry(process, full, path, options, text);
                    break;
            }
        }

        await process.WriteAsync(text.ToString()).ConfigureAwait(false);
        return status;
    }

    private static void AppendDirectory(ContainerProcess process, string path, string options, StringBuilder text)
    {
        bool showsHidden = options.Contains('a', StringComparison.Ordinal) || options.Contains('A', StringComparison.Ordinal);
        foreach (string name in process.Files.List(path).Where(name => showsHidden || name[0] != '.'))
        {
            AppendEntry(process, PathText.Combine(path, name), name, options, text);
        }
    }

    private static void AppendEntry(ContainerProcess process, string path, string name, string options, StringBuilder text)
    {
        if (options.Contains('l', StringComparison.Ordinal) && process.Files.Find(path, followLast: false) is { } node)
        {
            long size = node is FileNode file ? file.Content.Length : node is LinkNode link ? link.Target.Length : 4096;
            text.Append(Mode(node))
                .Append(CultureInfo.InvariantCulture, $"    1 {Owner(node.Attributes.Uid),-8} {Owner(node.Attributes.Gid),-8} {size,9} ")
                .Append(node.Attributes.ModifiedAt.UtcDateTime.ToString("MMM d HH:mm", CultureInfo.InvariantCulture))
                .Append(' ');
            name += node is LinkNode { Target: var target } ? " -> " + target : "";
        }

        text.Append(name).Append('\n');
    }

    private static string Owner(int id) => id == 0 ? "root" : id.ToString(CultureInfo.InvariantCulture);

    private static string Mode(Node node)
    {
        char kind = node switch
        {
            DirectoryNode => 'd',
            LinkNode => 'l',
            _ => '-',
        };
        const string Letters = "rwxrwxrwx";
        return kind + string.Concat(Letters.Select((letter, i) => (node.Attributes.Mode >> (8 - i) & 1) == 1 ? letter : '-'));
    }
}
