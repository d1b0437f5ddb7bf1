using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Podman.Testing.Formats;
using Podman.Testing.Images;

namespace Podman.Testing.Transfer;

/// <summary>Images as sets of files: Docker's archive, OCI's layout, and the plain directory of blobs.</summary>
internal static class ImageArchives
{
    private const string ManifestFile = "manifest.json";
    private const string IndexFile = "index.json";
    private const string RefNameAnnotation = "org.opencontainers.image.ref.name";

    public static IReadOnlyList<(string Name, ReadOnlyMemory<byte> Content)> SaveDockerArchive(Image image, IReadOnlyList<string> names)
    {
        string[] layers = [.. image.Layers.Select(layer => Digest.WithoutPrefix(layer.Digest) + ".tar")];
        byte[] manifest = JsonText.Write(writer =>
        {
            writer.WriteStartArray();
            writer.WriteStartObject();
            writer.WriteString("Config", image.Id + ".json");
            JsonText.WriteStringsOrNull(writer, "RepoTags", names);
            JsonText.WriteStrings(writer, "Layers", layers);
            writer.WriteEndObject();
            writer.WriteEndArray();
        });
        return
        [
            .. image.Layers.Select(layer => (Digest.WithoutPrefix(layer.Digest) + ".tar", layer.Tar)).DistinctBy(file => file.Item1),
            (image.Id + ".json", image.ConfigJson),
            (ManifestFile, manifest),
        ];
    }

    /// <exception cref="InvalidDataException">A part is missing.</exception>
    public static (Image Image, IReadOnlyList<string> Names) LoadDockerArchive(Dictionary<string, byte[]> files)
    {
        using JsonDocument document = JsonDocument.Parse(Part(files, ManifestFile));
        JsonElement first = document.RootElement[0];
        byte[] config = Part(files, first.GetProperty("Config").GetString()!);
        ImageLayer[] layers = [.. first.GetProperty("Layers").EnumerateArray().Select(name => Layer(Part(files, name.GetString()!)))];
        JsonElement tags = first.TryGetProperty("RepoTags", out JsonElement found) ? found : default;
        string[] names = tags.ValueKind == JsonValueKind.Array
            ? [.. tags.EnumerateArray().Select(tag => ImageReference.Parse(tag.GetString()!).FullName())]
            : [];
        return (Image.Load(config, layers), names);
    }

    public static IReadOnlyList<(string Name, ReadOnlyMemory<byte> Content)> SaveOci(Image image, string tag)
    {
        byte[] index = JsonText.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("schemaVersion", 2);
            writer.WriteStartArray("manifests");
            writer.WriteStartObject();
            writer.WriteString("mediaType", Image.ManifestType);
            writer.WriteString("digest", image.Digest);
            writer.WriteNumber("size", image.Manifest.Length);
            if (tag.Length > 0)
            {
                JsonText.WriteMap(writer, "annotations", [new(RefNameAnnotation, tag)]);
            }

            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
        return
        [
            ("oci-layout", Encoding.UTF8.GetBytes("""{"imageLayoutVersion":"1.0.0"}""")),
            .. image.Layers.Select(layer => (Blob(layer.Digest), layer.Tar)).DistinctBy(file => file.Item1),
            (Blob(image.Id), image.ConfigJson),
            (Blob(image.Digest), image.Manifest),
            (IndexFile, index),
        ];
    }

    /// <exception cref="InvalidDataException">A part is missing.</exception>
    public static Image LoadOci(Dictionary<string, byte[]> files)
    {
        using JsonDocument index = JsonDocument.Parse(Part(files, IndexFile));
        string digest = index.RootElement.GetProperty("manifests")[0].GetProperty("digest").GetString()!;
        return LoadByManifest(Part(files, Blob(digest)), blob => Part(files, Blob(blob)));
    }

    public static IReadOnlyList<(string Name, ReadOnlyMemory<byte> Content)> SaveDirectory(Image image, bool compress)
    {
        ReadOnlyMemory<byte>[] blobs = [.. image.Layers.Select(layer => compress ? Compressed(layer.Tar) : layer.Tar)];
        return
        [
            .. blobs.Select(blob => (Digest.Hex(blob.Span), blob)).DistinctBy(file => file.Item1),
            (image.Id, image.ConfigJson),
            (ManifestFile, compress ? CompressedManifest(image, blobs) : image.Manifest),
            ("version", Encoding.UTF8.GetBytes("Directory Transport Version: 1.1\n")),
        ];
    }

    /// <exception cref="InvalidDataException">A part is missing.</exception>
    public static Image LoadDirectory(Dictionary<string, byte[]> files) =>
        LoadByManifest(Part(files, ManifestFile), blob => Part(files, Digest.WithoutPrefix(blob)));

    private static Image LoadByManifest(byte[] manifest, Func<string, byte[]> blob)
    {
        using JsonDocument document = JsonDocument.Parse(manifest);
        byte[] config = blob(document.RootElement.GetProperty("config").GetProperty("digest").GetString()!);
        IEnumerable<string> layers = document.RootElement.GetProperty("layers").EnumerateArray()
            .Select(layer => layer.GetProperty("digest").GetString()!);
        return Image.Load(config, [.. layers.Select(digest => Layer(blob(digest)))]);
    }

    private static byte[] CompressedManifest(Image image, ReadOnlyMemory<byte>[] blobs) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("schemaVersion", 2);
        WriteDescriptor("config", Image.ConfigType, "sha256:" + image.Id, image.ConfigJson.Length);
        writer.WriteStartArray("layers");
        foreach (ReadOnlyMemory<byte> blob in blobs)
        {
            WriteDescriptor(null, Image.LayerType + "+gzip", Digest.Of(blob.Span), blob.Length);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();

        void WriteDescriptor(string? name, string type, string digest, int size)
        {
            if (name is not null)
            {
                writer.WritePropertyName(name);
            }

            writer.WriteStartObject();
            writer.WriteString("mediaType", type);
            writer.WriteString("digest", digest);
            writer.WriteNumber("size", size);
            writer.WriteEndObject();
        }
    });

    private static byte[] Compressed(ReadOnlyMemory<byte> content)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content.Span);
        }

        return output.ToArray();
    }

    private static ImageLayer Layer(byte[] content) => new(LayerTar.Decompressed(content));

    private static string Blob(string digest) => $"blobs/sha256/{Digest.WithoutPrefix(digest)}";

    private static byte[] Part(Dictionary<string, byte[]> files, string name) =>
        files.GetValueOrDefault(name) ?? throw new InvalidDataException($"{name} is missing");
}
