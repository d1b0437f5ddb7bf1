using System.Collections.Immutable;

namespace Podman.Testing.FileSystem;

/// <summary>
/// A file, directory or symbolic link. Nodes never change: an edit makes new nodes along one path and shares all others. That is the
/// copy-on-write of container storage for free: a thousand containers of an image share its tree, and whatever is the same object in
/// two trees is the same content.
/// </summary>
internal abstract class Node(NodeAttributes attributes)
{
    public NodeAttributes Attributes { get; } = attributes;
}

/// <summary>What every node carries beside its content.</summary>
internal readonly record struct NodeAttributes(int Mode, int Uid, int Gid, DateTimeOffset ModifiedAt)
{
    public const int DefaultFileMode = 0b110_100_100;
    public const int DefaultDirectoryMode = 0b111_101_101;
    public const int DefaultProgramMode = 0b111_101_101;

    public static NodeAttributes File(DateTimeOffset modifiedAt, int mode = DefaultFileMode) => new(mode, 0, 0, modifiedAt);

    public static NodeAttributes Directory(DateTimeOffset modifiedAt) => new(DefaultDirectoryMode, 0, 0, modifiedAt);
}

/// <summary>A regular file.</summary>
internal sealed class FileNode(ReadOnlyMemory<byte> content, NodeAttributes attributes) : Node(attributes)
{
    public ReadOnlyMemory<byte> Content { get; } = content;
}

/// <summary>A symbolic link; its target is kept as it was written.</summary>
internal sealed class LinkNode(string target, NodeAttributes attributes) : Node(attributes)
{
    public string Target { get; } = target;
}

/// <summary>A directory.</summary>
internal sealed class DirectoryNode(ImmutableSortedDictionary<string, Node> children, NodeAttributes attributes) : Node(attributes)
{
    public static readonly ImmutableSortedDictionary<string, Node> NoChildren =
        ImmutableSortedDictionary.Create<string, Node>(StringComparer.Ordinal);

    public static readonly DirectoryNode EmptyRoot = new(NoChildren, NodeAttributes.Directory(DateTimeOffset.UnixEpoch));

    public ImmutableSortedDictionary<string, Node> Children { get; } = children;

    public DirectoryNode With(string name, Node child) => new(Children.SetItem(name, child), Attributes);

    public DirectoryNode Without(string name) => new(Children.Remove(name), Attributes);

    public DirectoryNode WithAttributes(NodeAttributes attributes) => new(Children, attributes);
}
