using Podman.Testing.FileSystem;
using Podman.Testing.Formats;

namespace Podman.Testing.Images;

/// <summary>
/// An image: layers and a configuration. Its id is the SHA-256 of the configuration, its digest that of its manifest: equal images
/// have equal ids, whoever makes them.
/// </summary>
internal sealed class Image
{
    public const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    public const string ConfigType = "application/vnd.oci.image.config.v1+json";
    public const string LayerType = "application/vnd.oci.image.layer.v1.tar";

    private readonly Lazy<DirectoryNode> _root;
    private readonly Lazy<long> _rootSize;

    private Image(ReadOnlyMemory<byte> configJson, ImageConfig config, IReadOnlyList<ImageLayer> layers)
    {
        ConfigJson = configJson;
        Config = config;
        Layers = layers;
        Id = Images.Digest.Hex(configJson.Span);
        Manifest = WriteManifest();
        Digest = Images.Digest.Of(Manifest.Span);
        _root = new Lazy<DirectoryNode>(() => layers.Aggregate(DirectoryNode.EmptyRoot, (lower, layer) => LayerTar.Apply(lower, layer.Tar)));
        _rootSize = new Lazy<long>(() => TreeEdit.SizeOf(Root));
    }

    /// <summary>64 hexadecimal digits.</summary>
    public string Id { get; }

    public ImageConfig Config { get; }

    public ReadOnlyMemory<byte> ConfigJson { get; }

    public ReadOnlyMemory<byte> Manifest { get; }

    /// <summary>The manifest's SHA-256, with prefix.</summary>
    public string Digest { get; }

    public IReadOnlyList<ImageLayer> Layers { get; }

    /// <summary>The files of all layers.</summary>
    /// <exception cref="InvalidDataException">A layer is no archive.</exception>
    public DirectoryNode Root => _root.Value;

    /// <summary>The bytes of all files. Counted once: every look at a container asks for it.</summary>
    public long RootSize => _rootSize.Value;

    /// <summary>What it takes in the store: layers, configuration, manifest.</summary>
    public long Size => Layers.Sum(layer => (long)layer.Tar.Length) + ConfigJson.Length + Manifest.Length;

    /// <summary>Makes an image of a configuration; the layers' digests are set in it.</summary>
    public static Image Create(ImageConfig config, IReadOnlyList<ImageLayer> layers)
    {
        ImageConfig complete = config with { DiffIds = [.. layers.Select(layer => layer.Digest)] };
        return new Image(ImageConfigJson.Write(complete), complete, layers);
    }

    /// <summary>Takes an image over from elsewhere, with its configuration to the byte, so that its id stays.</summary>
    public static Image Load(ReadOnlyMemory<byte> configJson, IReadOnlyList<ImageLayer> layers) =>
        new(configJson, ImageConfigJson.Read(configJson), layers);

    /// <summary>Makes an image with one more layer.</summary>
    /// <param name="diff">What the layer holds.</param>
    /// <param name="config">The new image's configuration; the history gets an entry.</param>
    /// <param name="entry">The entry.</param>
    public Image WithLayer(TreeDiff diff, ImageConfig config, ImageHistoryEntry entry) =>
        Create(config with { History = config.History.Add(entry) }, [.. Layers, new ImageLayer(LayerTar.WriteDiff(diff))]);

    private byte[] WriteManifest() => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("schemaVersion", 2);
        writer.WriteStartObject("config");
        writer.WriteString("mediaType", ConfigType);
        writer.WriteString("digest", "sha256:" + Id);
        writer.WriteNumber("size", ConfigJson.Length);
        writer.WriteEndObject();
        writer.WriteStartArray("layers");
        foreach (ImageLayer layer in Layers)
        {
            writer.WriteStartObject();
            writer.WriteString("mediaType", LayerType);
            writer.WriteString("digest", layer.Digest);
            writer.WriteNumber("size", layer.Tar.Length);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
