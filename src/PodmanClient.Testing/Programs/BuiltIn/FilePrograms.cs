using Podman.Testing.FileSystem;

namespace Podman.Testing.Programs.BuiltIn;

/// <summary>Programs that change files. What the file system refuses, they report as busybox would.</summary>
internal static class FilePrograms
{
    public static Task<int> MakeDirectoryAsync(ContainerProcess process) => EachAsync(process, (path, name, options) =>
    {
        bool makesParents = options.Contains('p', StringComparison.Ordinal);
        if (!makesParents && process.Files.Exists(path))
        {
            return $"can't create directory '{name}': File exists";
        }

        if (!makesParents && !process.Files.DirectoryExists(PathText.Parent(path)))
        {
            return $"can't create directory '{name}': No such file or directory";
        }

        process.Files.CreateDirectory(path);
        return null;
    });

    public static Task<int> RemoveAsync(ContainerProcess process) => EachAsync(process, (path, name, options) =>
    {
        bool forces = options.Contains('f', StringComparison.Ordinal);
        bool recurses = options.Contains('r', StringComparison.OrdinalIgnoreCase);
        switch (process.Files.Find(path, followLast: false))
        {
            case null:
                return forces ? null : $"can't remove '{name}': No such file or directory";
            case DirectoryNode when !recurses:
                return $"'{name}' is a directory";
            default:
                process.Files.Delete(path, recurses);
                return null;
        }
    });

    public static Task<int> RemoveDirectoryAsync(ContainerProcess process) => EachAsync(process, (path, name, _) =>
    {
        switch (process.Files.Find(path, followLast: false))
        {
            case DirectoryNode { Children.IsEmpty: true }:
                process.Files.Delete(path, recursive: true);
                return null;
            case DirectoryNode:
                return $"'{name}': Directory not empty";
            case null:
                return $"'{name}': No such file or directory";
            default:
                return $"'{name}': Not a directory";
        }
    });

    public static Task<int> TouchAsync(ContainerProcess process) => EachAsync(process, (path, name, _) =>
    {
        if (!process.Files.DirectoryExists(path))
        {
            process.Files.AppendAllBytes(path, []);
        }

        return null;
    });

    public static Task<int> ChangeModeAsync(ContainerProcess process)
    {
        string mode = process.Arguments.ElementAtOrDefault(1) ?? "";
        return EachAsync(process, (path, name, _) =>
        {
            if (process.Files.Find(path) is not { } node)
            {
                return $"{name}: No such file or directory";
            }

            if (ModeText.Change(node.Attributes.Mode, mode) is not { } changed)
            {
                return $"invalid mode '{mode}'";
            }

            process.Files.Put(process.Files.Canonical(path, followLast: true), Nodes.With(node, node.Attributes with { Mode = changed }));
            return null;
        }, skip: 1);
    }

    public static Task<int> CopyAsync(ContainerProcess process) => TransferAsync(process, isMove: false);

    public static Task<int> MoveAsync(ContainerProcess process) => TransferAsync(process, isMove: true);

    /// <summary><c>ln -s target link</c>; hard links become copies, which is what they look like.</summary>
    public static async Task<int> LinkAsync(ContainerProcess process)
    {
        (IReadOnlyList<string> operands, string options) = process.Split();
        if (operands.Count != 2)
        {
            return await process.FailAsync("usage: ln [-sf] TARGET LINK").ConfigureAwait(false);
        }

        string link = Destination(process, operands[0], operands[1]);
        if (process.Files.Find(link, followLast: false) is not null && !options.Contains('f', StringComparison.Ordinal))
        {
            return await process.FailAsync($"{operands[1]}: File exists").ConfigureAwait(false);
        }

        Node? node = options.Contains('s', StringComparison.Ordinal)
            ? new LinkNode(operands[0], NodeAttributes.File(process.Time.GetUtcNow(), mode: 0b111_111_111))
            : process.Files.Find(process.FullPath(operands[0]));
        return node is null
            ? await process.FailAsync($"{operands[0]}: No such file or directory").ConfigureAwait(false)
            : await TryAsync(process, () => process.Files.Put(link, node)).ConfigureAwait(false);
    }

    private static async Task<int> TransferAsync(ContainerProcess process, bool isMove)
    {
        (IReadOnlyList<string> operands, string options) = process.Split();
        if (operands.Count < 2)
        {
            return await process.FailAsync("usage: SOURCE... DEST").ConfigureAwait(false);
        }

        int status = 0;
        foreach (string source in operands.SkipLast(1))
        {
            string from = process.FullPath(source);
            bool recurses = isMove || options.AsSpan().IndexOfAny("raR") >= 0;
            switch (process.Files.Find(from, followLast: !recurses))
            {
                case null:
                    string verb = isMove ? "rename" : "stat";
                    status = await process.FailAsync($"can't {verb} '{source}': No such file or directory").ConfigureAwait(false);
                    break;
                case DirectoryNode when !recurses:
                    status = await process.FailAsync($"omitting directory '{source}'").ConfigureAwait(false);
                    break;
                case { } node:
                    string to = Destination(process, source, operands[^1]);
                    status |= await TryAsync(process, () =>
                    {
                        process.Files.Put(to, node);
                        if (isMove && to != from)
                        {
                            process.Files.Delete(from, recursive: true);
                        }
                    }).ConfigureAwait(false);
                    break;
            }
        }

        return status;
    }

    private static string Destination(ContainerProcess process, string source, string destination)
    {
        string path = process.FullPath(destination);
        return process.Files.DirectoryExists(path) ? PathText.Combine(path, PathText.Name(process.FullPath(source))) : path;
    }

    private static async Task<int> EachAsync(ContainerProcess process, Func<string, string, string, string?> action, int skip = 0)
    {
        (IReadOnlyList<string> operands, string options) = process.Split();
        int status = 0;
        foreach (string name in operands.Skip(skip))
        {
            string? error = null;
            status |= await TryAsync(process, () => error = action(process.FullPath(name), name, options)).ConfigureAwait(false);
            if (error is not null)
            {
                status = await process.FailAsync(error).ConfigureAwait(false);
            }
        }

        return status;
    }

    private static async Task<int> TryAsync(ContainerProcess process, Action action)
    {
        try
        {
            action();
            return 0;
        }
        catch (IOException e)
        {
            return await process.FailAsync(e.Message).ConfigureAwait(false);
        }
    }
}
