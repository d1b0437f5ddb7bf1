namespace Podman.Testing.FileSystem;

/// <summary>A tree that several programs edit: the one place where a root is replaced. A volume, a tmpfs, a container's own layer.</summary>
internal sealed class FileTree(Node root)
{
    private readonly Lock _gate = new();
    private Node _root = root;

    public Node Root
    {
        get
        {
            lock (_gate)
            {
                return _root;
            }
        }
    }

    /// <summary>Replaces the root by what the edit makes of it. Edits are applied one after another.</summary>
    public void Edit(Func<Node, Node> edit)
    {
        lock (_gate)
        {
            _root = edit(_root);
        }
    }
}
