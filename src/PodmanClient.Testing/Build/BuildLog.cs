using System.Globalization;
using Podman.Testing.Images;

namespace Podman.Testing.Build;

/// <summary>What a build logs. Podman 0.8 tells of the commit only, neither of the steps nor of what their programs write.</summary>
internal static class BuildLog
{
    /// <summary>The lines of a commit.</summary>
    /// <param name="image">The new image.</param>
    /// <param name="baseImage">What it was built on.</param>
    /// <param name="images">Local storage, before the image is in it: layers there are not copied again.</param>
    public static IReadOnlyList<string> OfCommit(Image image, Image? baseImage, ImageStore images)
    {
        IEnumerable<Image> stored = images.All.Select(i => i.Image).Append(baseImage).OfType<Image>();
        return OfCopy(image, [.. stored.SelectMany(i => i.Layers).Select(layer => layer.Digest)]);
    }

    /// <summary>The lines of any copy of an image, a pull for example.</summary>
    /// <param name="image">The image.</param>
    /// <param name="known">The digests of the layers that are there already.</param>
    public static IReadOnlyList<string> OfCopy(Image image, HashSet<string> known)
    {
        var lines = new List<string> { "Getting image source signatures\n" };
        foreach (ImageLayer layer in image.Layers)
        {
            if (known.Contains(layer.Digest))
            {
                lines.Add($"Skipping fetch of repeat blob {layer.Digest}\n");
            }
            else
            {
                lines.Add($"Copying blob {layer.Digest}\n");
                lines.Add(Progress(layer.Tar.Length));
            }
        }

        lines.Add($"Copying config sha256:{image.Id}\n");
        lines.Add(Progress(image.ConfigJson.Length));
        lines.Add("Writing manifest to image destination\n");
        lines.Add("Storing signatures\n");
        return lines;
    }

    private static string Progress(long bytes)
    {
        string size = Size(bytes);
        return $"\r 0 B / {size} \r {size} / {size}  0s\n";
    }

    private static string Size(long bytes) =>
        bytes < 1024 ? $"{bytes} B"
        : bytes < 1024 * 1024 ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.00} KiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.00} MiB");
}
