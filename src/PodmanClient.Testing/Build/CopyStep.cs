using Podman.Testing.FileSystem;
using Podman.Testing.Images;
using Podman.Testing.Programs;

namespace Podman.Testing.Build;

/// <summary>COPY and ADD.</summary>
internal static class CopyStep
{
    /// <summary>Copies.</summary>
    /// <param name="step">The instruction.</param>
    /// <param name="stage">Where to copy into.</param>
    /// <param name="words">Sources and destination, with variables replaced.</param>
    /// <param name="find">Finds what a source names; in another stage for <c>--from</c>.</param>
    /// <param name="shown">How a source is shown in messages.</param>
    /// <param name="time">The engine's clock.</param>
    public static void Run(
        DockerfileInstruction step,
        BuildStage stage,
        IReadOnlyList<string> words,
        Func<string, IReadOnlyList<(string Name, Node Node)>> find,
        Func<string, string> shown,
        TimeProvider time)
    {
        if (words.Count < 2)
        {
            throw StepText.Failed(step, stage, words, $"{step.Keyword} requires at least two arguments");
        }

        var files = new ContainerFileSystem(stage.Files, time);
        string destination = PathText.Normalize(words[^1], stage.WorkingDirectory);
        var found = new List<(string Name, Node Node)>();
        foreach (string source in words.SkipLast(1))
        {
            if (source.Contains("://", StringComparison.Ordinal))
            {
                throw StepText.Failed(step, stage, words, $"{source}: this engine has no network");
            }

            IReadOnlyList<(string Name, Node Node)> matches = find(source);
            found.AddRange(matches.Count > 0
                ? matches
                : throw StepText.Failed(step, stage, words, $"no files found matching \"{shown(source)}\": no such file or directory"));
        }

        bool isDirectory = words[^1].EndsWith('/') || words[^1] is "." or ".." || found.Count > 1 || files.DirectoryExists(destination);
        UserIds? owner = Owner(step, files);
        foreach ((string name, Node node) in found)
        {
            Place(files, Owned(node, owner), name, destination, isDirectory, extracts: step.Keyword == "ADD");
        }
    }

    private static void Place(ContainerFileSystem files, Node node, string name, string destination, bool isDirectory, bool extracts)
    {
        if (node is DirectoryNode directory)
        {
            // Of a directory its content is copied.
            Merge(files, directory, destination);
        }
        else if (extracts && node is FileNode archive && TryExtract(archive) is { } tree)
        {
            Merge(files, tree, destination);
        }
        else
        {
            string path = isDirectory ? PathText.Combine(destination, PathText.Name(name)) : destination;
            files.CreateDirectory(PathText.Parent(path));
            files.Put(path, node);
        }
    }

    private static void Merge(ContainerFileSystem files, DirectoryNode directory, string destination)
    {
        files.CreateDirectory(destination);
        foreach ((string name, Node child) in directory.Children)
        {
            string path = PathText.Combine(destination, name);
            if (child is DirectoryNode below && (below.Children.IsEmpty || files.DirectoryExists(path)))
            {
                Merge(files, below, path);
            }
            else
            {
                files.Put(path, child);
            }
        }
    }

    private static DirectoryNode? TryExtract(FileNode file)
    {
        // A block of an archive has 512 bytes; compressed, it may have fewer, and is known by its first two.
        if (file.Content.Length < 512 && !file.Content.Span.StartsWith<byte>([0x1F, 0x8B]))
        {
            return null;
        }

        try
        {
            return LayerTar.Apply(DirectoryNode.EmptyRoot, file.Content);
        }
        catch (InvalidDataException)
        {
            // An ordinary file.
            return null;
        }
    }

    private static UserIds? Owner(DockerfileInstruction step, ContainerFileSystem files) =>
        step.Flag("chown") is { } owner ? Accounts.Resolve(files, owner) : null;

    private static Node Owned(Node node, UserIds? owner)
    {
        if (owner is not { } ids)
        {
            return node;
        }

        Node owned = Nodes.With(node, node.Attributes with { Uid = ids.Uid, Gid = ids.Gid });
        if (owned is DirectoryNode directory)
        {
            foreach ((string name, Node child) in directory.Children)
            {
                directory = directory.With(name, Owned(child, owner));
            }

            return directory;
        }

        return owned;
    }
}
