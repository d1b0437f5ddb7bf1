namespace Podman.Testing.FileSystem;

/// <summary>Small changes to nodes of any kind.</summary>
internal static class Nodes
{
    /// <summary>The same node with other attributes.</summary>
    public static Node With(Node node, NodeAttributes attributes) => node switch
    {
        FileNode file => new FileNode(file.Content, attributes),
        LinkNode link => new LinkNode(link.Target, attributes),
        DirectoryNode directory => directory.WithAttributes(attributes),
        _ => throw new ArgumentException($"{node.GetType().Name} is no kind of node.", nameof(node)),
    };
}
