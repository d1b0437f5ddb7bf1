using System.Text;
using Podman.Testing.FileSystem;
using Podman.Testing.Images;

namespace Podman.Testing;

/// <summary>
/// Describes an image that a test needs. It begins with the files of a small Linux: a shell and the usual commands of busybox.
/// </summary>
public sealed class ImageBuilder
{
    private readonly DateTimeOffset _createdAt;
    private readonly string _name;
    private readonly Dictionary<string, (byte[] Content, int Mode)> _files = new(StringComparer.Ordinal);
    private bool _isFromScratch;
    private ImageConfig _config;

    internal ImageBuilder(string name, DateTimeOffset createdAt)
    {
        _name = name;
        _createdAt = createdAt;
        _config = new ImageConfig { Created = createdAt };
    }

    /// <summary>Leaves out the files of the small Linux: only what is added here is in the image.</summary>
    /// <returns>This builder.</returns>
    public ImageBuilder FromScratch()
    {
        _isFromScratch = true;
        return this;
    }

    /// <summary>Adds a file. Directories that are missing are made.</summary>
    /// <param name="path">Where, an absolute path.</param>
    /// <param name="content">The text, written as UTF-8.</param>
    /// <param name="isExecutable">Whether it may be run: a script with an interpreter line for example. Default: false.</param>
    /// <returns>This builder.</returns>
    public ImageBuilder WithFile(string path, string content, bool isExecutable = false) =>
        WithFile(path, Encoding.UTF8.GetBytes(content), isExecutable);

    /// <summary>Adds a file. Directories that are missing are made.</summary>
    /// <param name="path">Where, an absolute path.</param>
    /// <param name="content">The bytes. They are copied.</param>
    /// <param name="isExecutable">Whether it may be run. Default: false.</param>
    /// <returns>This builder.</returns>
    public ImageBuilder WithFile(string path, ReadOnlySpan<byte> content, bool isExecutable = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        int mode = isExecutable ? NodeAttributes.DefaultProgramMode : NodeAttributes.DefaultFileMode;
        _files[PathText.Normalize(path)] = (content.ToArray(), mode);
        return this;
    }

    /// <summary>Sets what a container runs when it is created without a command.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <returns>This builder.</returns>
    public ImageBuilder WithCommand(params IReadOnlyList<string> command)
    {
        _config = _config with { Command = [.. command] };
        return this;
    }

    /// <summary>Sets what a container's command is put behind.</summary>
    /// <param name="entrypoint">The program and its first arguments.</param>
    /// <returns>This builder.</returns>
    public ImageBuilder WithEntrypoint(params IReadOnlyList<string> entrypoint)
    {
        _config = _config with { Entrypoint = [.. entrypoint] };
        return this;
    }

    /// <summary>Sets a variable of the environment.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>This builder.</returns>
    public ImageBuilder WithEnvironment(string name, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _config = _config.WithVariable(name, value);
        return this;
    }

    /// <summary>Sets a label.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>This builder.</returns>
    public ImageBuilder WithLabel(string name, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _config = _config with { Labels = _config.Labels.SetItem(name, value) };
        return this;
    }

    /// <summary>Sets where programs start.</summary>
    /// <param name="path">An absolute path.</param>
    /// <returns>This builder.</returns>
    public ImageBuilder WithWorkingDirectory(string path)
    {
        _config = _config with { WorkingDirectory = PathText.Normalize(path) };
        return this;
    }

    /// <summary>Sets who programs run as.</summary>
    /// <param name="user">A name or number, with <c>:group</c> when wanted.</param>
    /// <returns>This builder.</returns>
    public ImageBuilder WithUser(string user)
    {
        _config = _config with { User = user };
        return this;
    }

    /// <summary>Names a port that programs listen on.</summary>
    /// <param name="port">A port, <c>80/tcp</c> for example.</param>
    /// <returns>This builder.</returns>
    public ImageBuilder WithExposedPort(string port)
    {
        _config = _config with { ExposedPorts = _config.ExposedPorts.Add(port) };
        return this;
    }

    internal Image Build()
    {
        Node root = _isFromScratch
            ? DirectoryNode.EmptyRoot
            : BaseFiles.Busybox(_createdAt, $"NAME=\"{_name}\"\n");
        foreach ((string path, (byte[] content, int mode)) in _files)
        {
            var file = new FileNode(content, NodeAttributes.File(_createdAt, mode));
            root = TreeEdit.Put(root, PathText.Parts(path), file, NodeAttributes.Directory(_createdAt));
        }

        var layer = new ImageLayer(LayerTar.WriteDiff(TreeDiff.Between(DirectoryNode.EmptyRoot, (DirectoryNode)root)));
        string createdBy = $"/bin/sh -c #(nop) ADD file:{Digest.WithoutPrefix(layer.Digest)} in /";
        return Image.Create(_config with { History = [new ImageHistoryEntry(_createdAt, createdBy, "")] }, [layer]);
    }
}
