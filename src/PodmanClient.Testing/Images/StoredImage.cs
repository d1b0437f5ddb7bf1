using System.Collections.Immutable;

namespace Podman.Testing.Images;

/// <summary>An image in local storage with its names, at one moment.</summary>
/// <param name="Image">The image.</param>
/// <param name="Names">Its full names, <c>localhost/busybox:latest</c>, in the order that listing shows.</param>
internal sealed record StoredImage(Image Image, ImmutableList<string> Names)
{
    public string Id => Image.Id;

    /// <summary>The names with the digest in place of the tag. As in Podman 0.8 the port of a registry ends the name.</summary>
    public IEnumerable<string> RepoDigests => Names.Select(name => $"{name[..name.IndexOf(':', StringComparison.Ordinal)]}@{Image.Digest}");
}
