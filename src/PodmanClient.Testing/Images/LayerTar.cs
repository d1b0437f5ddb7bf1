using System.Formats.Tar;
using System.IO.Compression;
using Podman.Testing.FileSystem;

namespace Podman.Testing.Images;

/// <summary>Trees and their differences as tar archives.</summary>
internal static class LayerTar
{
    private const string WhiteoutPrefix = ".wh.";
    private const string OpaqueMarker = ".wh..wh..opq";

    /// <summary>Writes a whole tree.</summary>
    public static void WriteTree(Stream output, DirectoryNode root) =>
        WriteEntries(output, TreeEdit.Walk(root).Select(entry => (entry.Path, (Node?)entry.Node)));

    /// <summary>Writes a difference as a layer: what is gone becomes an empty file whose name begins with <c>.wh.</c>.</summary>
    public static byte[] WriteDiff(TreeDiff diff)
    {
        IEnumerable<(string Path, Node? Node)> deleted = diff.Deleted
            .Select(path => (PathText.Combine(PathText.Parent(path), WhiteoutPrefix + PathText.Name(path)), (Node?)null));
        IEnumerable<(string Path, Node? Node)> present = diff.Changed.Concat(diff.Added).Select(entry => (entry.Key, (Node?)entry.Value));
        using var output = new MemoryStream();
        WriteEntries(output, present.Concat(deleted).OrderBy(entry => entry.Path, StringComparer.Ordinal));
        return output.ToArray();
    }

    /// <summary>Puts a layer over a tree.</summary>
    /// <exception cref="InvalidDataException">The archive is none, or damaged.</exception>
    public static DirectoryNode Apply(DirectoryNode lower, ReadOnlyMemory<byte> tar)
    {
        Node root = lower;
        try
        {
            using var reader = new TarReader(new MemoryStream(Decompressed(tar)));
            bool isEmpty = true;
            while (reader.GetNextEntry(copyData: true) is { } entry)
            {
                root = ApplyEntry(root, lower, entry);
                isEmpty = false;
            }

            // A file of anything reads as an archive without entries: only zeros may do so.
            return isEmpty && tar.Span.ContainsAnyExcept((byte)0) ? throw new InvalidDataException("unexpected EOF") : (DirectoryNode)root;
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or IOException or InvalidDataException)
        {
            throw new InvalidDataException("unexpected EOF", e);
        }
    }

    /// <summary>The archive itself when it was compressed with gzip; otherwise the same bytes.</summary>
    public static byte[] Decompressed(ReadOnlyMemory<byte> content)
    {
        if (content.Length < 2 || content.Span[0] != 0x1F || content.Span[1] != 0x8B)
        {
            return content.ToArray();
        }

        using var gzip = new GZipStream(new MemoryStream(content.ToArray()), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }

    private static void WriteEntries(Stream output, IEnumerable<(string Path, Node? Node)> entries)
    {
        using var writer = new TarWriter(output, TarEntryFormat.Pax, leaveOpen: true);
        foreach ((string path, Node? node) in entries)
        {
            string name = path[1..];
            TarEntryType type = node switch
            {
                DirectoryNode => TarEntryType.Directory,
                LinkNode => TarEntryType.SymbolicLink,
                _ => TarEntryType.RegularFile,
            };

            // The plain format as long as it can hold the names: extended headers carry times of their own.
            bool isShort = name.Length <= 98 && (node as LinkNode)?.Target.Length is null or <= 98;
            TarEntry entry = isShort
                ? new UstarTarEntry(type, type == TarEntryType.Directory ? name + "/" : name)
                : new PaxTarEntry(type, type == TarEntryType.Directory ? name + "/" : name);
            NodeAttributes attributes = node?.Attributes ?? NodeAttributes.File(DateTimeOffset.UnixEpoch);
            entry.Mode = (UnixFileMode)attributes.Mode;
            entry.Uid = attributes.Uid;
            entry.Gid = attributes.Gid;
            entry.ModificationTime = attributes.ModifiedAt;
            if (node is LinkNode link)
            {
                entry.LinkName = link.Target;
            }
            else if (node is FileNode file)
            {
                entry.DataStream = new MemoryStream(file.Content.ToArray(), writable: false);
            }

            writer.WriteEntry(entry);
        }
    }

    private static Node ApplyEntry(Node root, DirectoryNode lower, TarEntry entry)
    {
        string path = PathText.Normalize(entry.Name);
        string name = PathText.Name(path);
        string[] parts = PathText.Parts(path);
        if (name == OpaqueMarker)
        {
            // Everything below the directory that came from lower layers goes; what this layer brought so far stays.
            return RemoveLower(root, lower, parts[..^1]);
        }

        if (name.StartsWith(WhiteoutPrefix, StringComparison.Ordinal))
        {
            return TreeEdit.Remove(root, [.. parts[..^1], name[WhiteoutPrefix.Length..]]);
        }

        var attributes = new NodeAttributes((int)entry.Mode & 0b111_111_111_111, entry.Uid, entry.Gid, entry.ModificationTime);
        NodeAttributes missing = NodeAttributes.Directory(entry.ModificationTime);
        Node? node = entry.EntryType switch
        {
            TarEntryType.Directory => TreeEdit.Find(root, parts) is DirectoryNode old
                ? old.WithAttributes(attributes)
                : new DirectoryNode(DirectoryNode.NoChildren, attributes),
            TarEntryType.SymbolicLink => new LinkNode(entry.LinkName, attributes),
            TarEntryType.HardLink => TreeEdit.Find(root, PathText.Parts(PathText.Normalize(entry.LinkName))),
            TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile => new FileNode(Content(entry), attributes),
            _ => null,
        };
        return node is null ? root : TreeEdit.Put(root, parts, node, missing);
    }

    private static Node RemoveLower(Node root, DirectoryNode lower, string[] directory)
    {
        if (TreeEdit.Find(lower, directory) is not DirectoryNode below)
        {
            return root;
        }

        foreach ((string name, Node node) in below.Children)
        {
            string[] path = [.. directory, name];
            root = ReferenceEquals(TreeEdit.Find(root, path), node) ? TreeEdit.Remove(root, path) : root;
        }

        return root;
    }

    private static byte[] Content(TarEntry entry)
    {
        if (entry.DataStream is not { } data)
        {
            return [];
        }

        using var content = new MemoryStream();
        data.CopyTo(content);
        return content.ToArray();
    }
}
