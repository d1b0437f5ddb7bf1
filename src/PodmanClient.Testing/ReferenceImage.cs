using Podman.Testing.Images;

namespace Podman.Testing;

/// <summary>An image in the local storage of a <see cref="ReferenceEngine"/>, seen from outside of the interface: for what a test asserts.</summary>
public sealed class ReferenceImage
{
    internal ReferenceImage(StoredImage image)
    {
        Id = image.Id;
        Digest = image.Image.Digest;
        Names = image.Names;
        Labels = image.Image.Config.Labels;
    }

    /// <summary>The id, 64 hexadecimal digits: the SHA-256 of the image's configuration.</summary>
    public string Id { get; }

    /// <summary>The SHA-256 of the image's manifest, with <c>sha256:</c>.</summary>
    public string Digest { get; }

    /// <summary>Its full names, <c>localhost/worker:latest</c> for example; none for an image that lost them.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; }

    /// <inheritdoc/>
    public override string ToString() => Names.Count > 0 ? Names[0] : Id;
}
