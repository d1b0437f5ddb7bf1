using Podman.Testing.FileSystem;
using Podman.Testing.Images;
using Podman.Testing.State;

namespace Podman.Testing.Transfer;

/// <summary>Makes an image of an archive that holds a root file system.</summary>
internal static class ImageImporter
{
    /// <summary>Imports.</summary>
    /// <param name="source">The archive, a path of the host.</param>
    /// <param name="reference">The image's name; empty for none.</param>
    /// <param name="message">The comment in its history.</param>
    /// <param name="changes">Changes of the form <c>KEY=value</c>.</param>
    /// <param name="images">Where to put it.</param>
    /// <returns>The image's id. The same file with the same words gives the same id: its date is the file's.</returns>
    /// <exception cref="EngineFailure">The file cannot be read, a change or the name is none.</exception>
    public static string Import(string source, string reference, string message, IReadOnlyList<string> changes, ImageStore images)
    {
        ImageConfig config = ImageChange.ApplyAll(
            new ImageConfig(), changes, change => throw EngineFailure.Occurred($"no value given for instruction {Quoted(change)}"));
        byte[] content;
        DateTimeOffset created;
        try
        {
            content = LayerTar.Decompressed(File.ReadAllBytes(source));
            created = File.GetLastWriteTimeUtc(source);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw EngineFailure.Occurred($"error parsing image name \"{source}\": error opening \"{source}\": {HostFiles.Reason(e, source)}");
        }

        string? name = reference.Length > 0 ? ImageReference.ParseName(reference).FullName() : null;
        var layer = new ImageLayer(content);
        RequireArchive(layer);
        string createdBy = $"/bin/sh -c #(nop) ADD file:{Digest.WithoutPrefix(layer.Digest)} in /";
        Image image = Image.Create(
            config with { Created = created, History = [new ImageHistoryEntry(created, createdBy, message)] }, [layer]);
        images.Add(image, name);
        return image.Id;
    }

    private static void RequireArchive(ImageLayer layer)
    {
        try
        {
            LayerTar.Apply(DirectoryNode.EmptyRoot, layer.Tar);
        }
        catch (InvalidDataException e)
        {
            throw EngineFailure.Occurred(
                $"Error committing the finished image: error adding layer with blob \"{layer.Digest}\": " +
                $"Error processing tar file(exit status 1): {e.Message}");
        }
    }

    /// <summary>Quotes as Go's %q does it for plain text.</summary>
    private static string Quoted(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
