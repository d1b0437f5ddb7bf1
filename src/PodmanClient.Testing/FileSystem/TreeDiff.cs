namespace Podman.Testing.FileSystem;

/// <summary>What differs between two trees, as ListContainerChanges tells it and as a layer stores it. Paths in ordinal order.</summary>
internal sealed class TreeDiff
{
    private readonly SortedDictionary<string, Node> _changed = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Node> _added = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _deleted = new(StringComparer.Ordinal);

    private TreeDiff()
    {
    }

    /// <summary>Nodes that have other content or attributes; directories also when an entry came or went.</summary>
    public IReadOnlyDictionary<string, Node> Changed => _changed;

    /// <summary>Nodes that are new, everything below new directories included.</summary>
    public IReadOnlyDictionary<string, Node> Added => _added;

    /// <summary>Paths that are gone; of a directory only itself.</summary>
    public IReadOnlyCollection<string> Deleted => _deleted;

    /// <summary>The bytes of new and changed files: what a container has written.</summary>
    public long WrittenBytes => _changed.Concat(_added).Sum(entry => (entry.Value as FileNode)?.Content.Length ?? 0L);

    public static TreeDiff Between(DirectoryNode before, DirectoryNode after)
    {
        var diff = new TreeDiff();
        diff.Compare(before, after, "/");
        return diff;
    }

    private void Compare(DirectoryNode before, DirectoryNode after, string path)
    {
        // Shared nodes are equal nodes: what nobody touched costs nothing.
        if (ReferenceEquals(before, after))
        {
            return;
        }

        bool entriesDiffer = false;
        foreach ((string name, Node old) in before.Children)
        {
            if (after.Children.TryGetValue(name, out Node? now))
            {
                CompareNode(old, now, PathText.Combine(path, name));
            }
            else
            {
                _deleted.Add(PathText.Combine(path, name));
                entriesDiffer = true;
            }
        }

        foreach ((string name, Node node) in after.Children)
        {
            if (!before.Children.ContainsKey(name))
            {
                Add(PathText.Combine(path, name), node);
                entriesDiffer = true;
            }
        }

        // The root is never listed.
        if (path != "/" && (entriesDiffer || before.Attributes != after.Attributes))
        {
            _changed[path] = after;
        }
    }

    private void CompareNode(Node before, Node after, string path)
    {
        switch (before, after)
        {
            case (DirectoryNode a, DirectoryNode b):
                Compare(a, b, path);
                break;
            case (FileNode a, FileNode b) when a.Attributes == b.Attributes && a.Content.Span.SequenceEqual(b.Content.Span):
            case (LinkNode c, LinkNode d) when c.Attributes == d.Attributes && c.Target == d.Target:
                break;
            default:
                _changed[path] = after;
                if (after is DirectoryNode directory)
                {
                    AddBelow(path, directory);
                }

                break;
        }
    }

    private void Add(string path, Node node)
    {
        _added[path] = node;
        if (node is DirectoryNode directory)
        {
            AddBelow(path, directory);
        }
    }

    private void AddBelow(string path, DirectoryNode directory)
    {
        foreach ((string childPath, Node child) in TreeEdit.Walk(directory, path))
        {
            _added[childPath] = child;
        }
    }
}
