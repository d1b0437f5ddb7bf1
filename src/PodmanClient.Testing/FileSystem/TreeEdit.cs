namespace Podman.Testing.FileSystem;

/// <summary>Finding and replacing nodes in a tree that never changes: each edit returns a new root. Links are not followed here.</summary>
internal static class TreeEdit
{
    public static Node? Find(Node root, ReadOnlySpan<string> parts)
    {
        Node? node = root;
        foreach (string part in parts)
        {
            node = (node as DirectoryNode)?.Children.GetValueOrDefault(part);
        }

        return node;
    }

    /// <summary>Puts a node at a place; directories that are missing on the way are made with the given attributes.</summary>
    /// <exception cref="IOException">Something that is no directory lies on the way.</exception>
    public static Node Put(Node root, ReadOnlySpan<string> parts, Node node, NodeAttributes missing)
    {
        if (parts.IsEmpty)
        {
            return node;
        }

        DirectoryNode directory = root as DirectoryNode ?? throw new IOException($"{parts[0]}: Not a directory");
        Node child = directory.Children.GetValueOrDefault(parts[0]) ?? new DirectoryNode(DirectoryNode.NoChildren, missing);
        return directory.With(parts[0], Put(child, parts[1..], node, missing));
    }

    /// <summary>Takes a node away; the same root when there is none.</summary>
    public static Node Remove(Node root, ReadOnlySpan<string> parts)
    {
        if (parts.IsEmpty || root is not DirectoryNode directory || directory.Children.GetValueOrDefault(parts[0]) is not { } child)
        {
            return root;
        }

        if (parts.Length == 1)
        {
            return directory.Without(parts[0]);
        }

        Node smaller = Remove(child, parts[1..]);
        return ReferenceEquals(smaller, child) ? root : directory.With(parts[0], smaller);
    }

    /// <summary>Every node below the root with its path, parents before children, in the order of the names.</summary>
    public static IEnumerable<(string Path, Node Node)> Walk(DirectoryNode root, string path = "/")
    {
        foreach ((string name, Node node) in root.Children)
        {
            string childPath = PathText.Combine(path, name);
            yield return (childPath, node);
            if (node is DirectoryNode directory)
            {
                foreach ((string Path, Node Node) below in Walk(directory, childPath))
                {
                    yield return below;
                }
            }
        }
    }

    /// <summary>The bytes of all regular files.</summary>
    public static long SizeOf(DirectoryNode root) => Walk(root).Sum(entry => (entry.Node as FileNode)?.Content.Length ?? 0L);
}
