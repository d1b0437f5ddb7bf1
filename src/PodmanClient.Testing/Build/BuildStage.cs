using Podman.Testing.FileSystem;
using Podman.Testing.Images;

namespace Podman.Testing.Build;

/// <summary>A stage of a build: what began with one FROM.</summary>
internal sealed class BuildStage
{
    public BuildStage(string? name, Image? baseImage, DateTimeOffset now)
    {
        Name = name;
        BaseImage = baseImage;
        Config = (baseImage?.Config ?? new ImageConfig()) with { Created = now };
        if (Variable("PATH") is null)
        {
            Config = Config.WithVariable("PATH", Programs.ProgramResolver.DefaultPath);
        }

        Files = new FileTree(baseImage?.Root ?? DirectoryNode.EmptyRoot);
    }

    /// <summary>The name after AS; null without.</summary>
    public string? Name { get; }

    /// <summary>Null for <c>FROM scratch</c>.</summary>
    public Image? BaseImage { get; }

    public ImageConfig Config { get; set; }

    public FileTree Files { get; }

    /// <summary>Variables of ARG: they exist while building, and not in the image.</summary>
    public Dictionary<string, string> Arguments { get; } = new(StringComparer.Ordinal);

    /// <summary>The words of the shell that RUN uses.</summary>
    public IReadOnlyList<string> Shell { get; set; } = ["/bin/sh", "-c"];

    public string WorkingDirectory => Config.WorkingDirectory.Length > 0 ? Config.WorkingDirectory : "/";

    public string? Variable(string name)
    {
        string? pair = Config.Environment.Find(p => p.StartsWith(name + "=", StringComparison.Ordinal));
        return pair is not null ? pair[(name.Length + 1)..] : Arguments.GetValueOrDefault(name);
    }

    /// <summary>The image that the stage has become: one layer over its base.</summary>
    /// <param name="squash">Whether the base's layers are taken in as well.</param>
    public Image ToImage(bool squash)
    {
        var root = (DirectoryNode)Files.Root;
        var entry = new ImageHistoryEntry(Config.Created, "", "");
        ImageConfig config = Config.WorkingDirectory.Length > 0 ? Config : Config with { WorkingDirectory = "/" };
        if (BaseImage is null || squash)
        {
            TreeDiff all = TreeDiff.Between(DirectoryNode.EmptyRoot, root);
            return Image.Create(config with { History = [entry] }, [new ImageLayer(LayerTar.WriteDiff(all))]);
        }

        return BaseImage.WithLayer(TreeDiff.Between(BaseImage.Root, root), config, entry);
    }
}
