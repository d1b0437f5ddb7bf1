using System.Text;
using Podman.Testing.FileSystem;

namespace Podman.Testing;

/// <summary>
/// The files of one container, in memory: those of its image, what its programs wrote over them, and its mounts. Paths are absolute
/// or relative to <c>/</c>; symbolic links are followed. Safe for use by several threads.
/// </summary>
public sealed class ContainerFileSystem
{
    private readonly FileTree _tree;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<MountedTree> _mounts;
    private readonly bool _isReadOnly;

    internal ContainerFileSystem(FileTree tree, TimeProvider time, IEnumerable<MountedTree>? mounts = null, bool isReadOnly = false)
    {
        _tree = tree;
        _time = time;
        _isReadOnly = isReadOnly;

        // The deepest mount decides, as it hides what lies below it.
        _mounts = [.. (mounts ?? []).OrderByDescending(mount => mount.Path.Length)];
    }

    /// <summary>Whether a file or directory is there.</summary>
    /// <param name="path">The path.</param>
    /// <returns>True for regular files and directories; a link counts as what it leads to.</returns>
    public bool Exists(string path) => Find(path) is not null;

    /// <summary>Whether a directory is there.</summary>
    /// <param name="path">The path.</param>
    /// <returns>True for a directory, or a link that leads to one.</returns>
    public bool DirectoryExists(string path) => Find(path) is DirectoryNode;

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The path.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="IOException">There is no such file, or it is a directory.</exception>
    public byte[] ReadAllBytes(string path) => RequireFile(path).Content.ToArray();

    /// <summary>Reads a whole file as UTF-8.</summary>
    /// <param name="path">The path.</param>
    /// <returns>Its text.</returns>
    /// <exception cref="IOException">There is no such file, or it is a directory.</exception>
    public string ReadAllText(string path) => Encoding.UTF8.GetString(RequireFile(path).Content.Span);

    /// <summary>Writes a file, over an old one if there is one.</summary>
    /// <param name="path">The path; its directory must exist.</param>
    /// <param name="content">The bytes. They are copied.</param>
    /// <exception cref="IOException">The directory does not exist, the path is a directory, or the file system is read-only.</exception>
    public void WriteAllBytes(string path, ReadOnlySpan<byte> content) => WriteFile(path, content, append: false);

    /// <summary>Writes a file as UTF-8, over an old one if there is one.</summary>
    /// <param name="path">The path; its directory must exist.</param>
    /// <param name="content">The text.</param>
    /// <exception cref="IOException">The directory does not exist, the path is a directory, or the file system is read-only.</exception>
    public void WriteAllText(string path, string content) => WriteAllBytes(path, Encoding.UTF8.GetBytes(content));

    /// <summary>Adds to the end of a file; makes it when it is not there.</summary>
    /// <param name="path">The path; its directory must exist.</param>
    /// <param name="content">The bytes. They are copied.</param>
    /// <exception cref="IOException">The directory does not exist, the path is a directory, or the file system is read-only.</exception>
    public void AppendAllBytes(string path, ReadOnlySpan<byte> content) => WriteFile(path, content, append: true);

    /// <summary>Makes a directory, and those above it that are missing.</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="IOException">A file stands in the way, or the file system is read-only.</exception>
    public void CreateDirectory(string path)
    {
        string real = Canonical(path, followLast: true);
        switch (FindReal(real))
        {
            case DirectoryNode:
                return;
            case not null:
                throw new IOException($"{path}: File exists");
            default:
                NodeAttributes attributes = NodeAttributes.Directory(_time.GetUtcNow());
                PutReal(path, real, new DirectoryNode(DirectoryNode.NoChildren, attributes));
                break;
        }
    }

    /// <summary>Deletes a file or a link, or with <paramref name="recursive"/> a directory and all that is in it.</summary>
    /// <param name="path">The path. A link at its end is deleted itself.</param>
    /// <param name="recursive">Whether directories may be deleted.</param>
    /// <exception cref="IOException">There is no such file, it is a directory, or the file system is read-only.</exception>
    public void Delete(string path, bool recursive = false)
    {
        string real = Canonical(path, followLast: false);
        Node node = FindReal(real) ?? throw Missing(path);
        if (node is DirectoryNode && !recursive)
        {
            throw new IOException($"{path}: Is a directory");
        }

        (FileTree tree, string[] parts) = Writable(path, real);
        if (parts.Length == 0)
        {
            throw new IOException($"{path}: Device or resource busy");
        }

        tree.Edit(root => TreeEdit.Remove(root, parts));
    }

    /// <summary>The names in a directory, in ordinal order.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The names, mounts included.</returns>
    /// <exception cref="IOException">There is no such directory.</exception>
    public IReadOnlyList<string> List(string path)
    {
        string real = Canonical(path, followLast: true);
        DirectoryNode directory = FindReal(real) switch
        {
            DirectoryNode found => found,
            null => throw Missing(path),
            _ => throw new IOException($"{path}: Not a directory"),
        };
        IEnumerable<string> mounted = _mounts.Where(m => m.Path != "/" && PathText.Parent(m.Path) == real).Select(m => PathText.Name(m.Path));
        return [.. directory.Children.Keys.Union(mounted).Order(StringComparer.Ordinal)];
    }

    internal Node? Find(string path, bool followLast = true) => FindReal(Canonical(path, followLast));

    /// <summary>Puts a node at a path whose directory exists, over whatever was there.</summary>
    internal void Put(string path, Node node)
    {
        string real = Canonical(path, followLast: false);
        if (FindReal(PathText.Parent(real)) is not DirectoryNode)
        {
            throw Missing(path);
        }

        PutReal(path, real, node);
    }

    /// <summary>The path without links: where a path really leads.</summary>
    internal string Canonical(string path, bool followLast)
    {
        var pending = new Stack<string>(PathText.Parts(path).Reverse());
        string real = "/";
        for (int links = 0; pending.TryPop(out string? part);)
        {
            if (part is "." or "..")
            {
                real = part == "." ? real : PathText.Parent(real);
                continue;
            }

            string next = PathText.Combine(real, part);
            if (FindReal(next) is LinkNode link && (followLast || pending.Count > 0))
            {
                if (++links > 40)
                {
                    throw new IOException($"{path}: Too many levels of symbolic links");
                }

                real = link.Target.StartsWith('/') ? "/" : real;
                foreach (string step in PathText.Parts(link.Target).Reverse())
                {
                    pending.Push(step);
                }

                continue;
            }

            real = next;
        }

        return real;
    }

    private FileNode RequireFile(string path) => Find(path) switch
    {
        FileNode file => file,
        null => throw Missing(path),
        _ => throw new IOException($"{path}: Is a directory"),
    };

    private void WriteFile(string path, ReadOnlySpan<byte> content, bool append)
    {
        string real = Canonical(path, followLast: true);
        if (FindReal(PathText.Parent(real)) is not DirectoryNode)
        {
            throw Missing(path);
        }

        (FileTree tree, string[] parts) = Writable(path, real);
        byte[] added = content.ToArray();
        DateTimeOffset now = _time.GetUtcNow();
        tree.Edit(root =>
        {
            Node? old = TreeEdit.Find(root, parts);
            if (old is DirectoryNode)
            {
                throw new IOException($"{path}: Is a directory");
            }

            NodeAttributes attributes = old is null ? NodeAttributes.File(now) : old.Attributes with { ModifiedAt = now };
            byte[] whole = append && old is FileNode file ? [.. file.Content.Span, .. added] : added;
            return TreeEdit.Put(root, parts, new FileNode(whole, attributes), NodeAttributes.Directory(now));
        });
    }

    private void PutReal(string path, string real, Node node)
    {
        (FileTree tree, string[] parts) = Writable(path, real);
        tree.Edit(root => TreeEdit.Put(root, parts, node, NodeAttributes.Directory(_time.GetUtcNow())));
    }

    private Node? FindReal(string real)
    {
        (FileTree tree, string[] parts, _) = Locate(real);
        return TreeEdit.Find(tree.Root, parts);
    }

    private (FileTree Tree, string[] Parts) Writable(string path, string real)
    {
        (FileTree tree, string[] parts, bool isReadOnly) = Locate(real);
        return isReadOnly ? throw new IOException($"{path}: Read-only file system") : (tree, parts);
    }

    private (FileTree Tree, string[] Parts, bool IsReadOnly) Locate(string real)
    {
        foreach (MountedTree mount in _mounts)
        {
            if (PathText.IsWithin(real, mount.Path))
            {
                return (mount.Tree, PathText.Parts(real[(mount.Path == "/" ? 0 : mount.Path.Length)..]), mount.IsReadOnly);
            }
        }

        return (_tree, PathText.Parts(real), _isReadOnly);
    }

    private static FileNotFoundException Missing(string path) => new($"{path}: No such file or directory");
}
