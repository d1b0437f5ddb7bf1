using Podman.Testing.Containers;
using Podman.Testing.Formats;
using Podman.Testing.Images;
using Varlink;

namespace Podman.Testing.Handlers;

/// <summary>Images as the interface shows them.</summary>
internal static class ImageView
{
    public static ImageInList ToListData(StoredImage image, ContainerStore containers) => new()
    {
        Id = image.Id,
        RepoTags = VarlinkNull.WhenEmpty(image.Names),
        RepoDigests = VarlinkNull.WhenEmpty([.. image.RepoDigests]),
        Created = GoTime.Text(image.Image.Config.Created),
        Size = image.Image.Size,
        Containers = containers.CountUsing(image.Id),
        Labels = VarlinkNull.WhenEmpty(image.Image.Config.Labels),
    };

    /// <summary>The steps of an image, the last one first.</summary>
    public static IReadOnlyList<ImageHistory> ToHistory(StoredImage image, ImageStore images)
    {
        ImageConfig config = image.Image.Config;
        IReadOnlyList<ImageHistoryEntry> entries = config.History.Count(e => !e.IsEmptyLayer) == image.Image.Layers.Count
            ? config.History
            : [.. image.Image.Layers.Select(_ => new ImageHistoryEntry(config.Created, "", ""))];
        var history = new List<ImageHistory>();
        int layer = image.Image.Layers.Count;
        foreach (ImageHistoryEntry entry in entries.Reverse())
        {
            int height = entry.IsEmptyLayer ? 0 : layer--;
            history.Add(new ImageHistory
            {
                Id = history.Count == 0 ? image.Id : IdOf(image.Image, height, images),
                Created = GoTime.Text(entry.Created),
                CreatedBy = entry.CreatedBy,
                Tags = image.Names,
                Size = height == 0 ? 0 : image.Image.Layers[height - 1].Tar.Length,
                Comment = entry.Comment,
            });
        }

        return history;
    }

    /// <summary>The image that consists of the lowest layers, when it is in the store.</summary>
    private static string IdOf(Image image, int height, ImageStore images)
    {
        IEnumerable<string> lowest = image.Layers.Take(height).Select(layer => layer.Digest);
        StoredImage? parent = height == 0 ? null
            : images.All.FirstOrDefault(other => other.Image.Layers.Select(layer => layer.Digest).SequenceEqual(lowest));
        return parent?.Id ?? "<missing>";
    }
}
