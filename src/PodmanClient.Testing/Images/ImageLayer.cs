namespace Podman.Testing.Images;

/// <summary>A layer: an archive of what it adds, changes and deletes.</summary>
internal sealed class ImageLayer
{
    public ImageLayer(ReadOnlyMemory<byte> tar)
    {
        Tar = tar;
        Digest = Images.Digest.Of(tar.Span);
    }

    /// <summary>The uncompressed archive.</summary>
    public ReadOnlyMemory<byte> Tar { get; }

    /// <summary>Its SHA-256, with prefix.</summary>
    public string Digest { get; }
}
