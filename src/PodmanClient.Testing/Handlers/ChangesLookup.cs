using Podman.Testing.Containers;
using Podman.Testing.FileSystem;
using Podman.Testing.Images;
using Podman.Testing.State;

namespace Podman.Testing.Handlers;

/// <summary>Finds what differs from what it stands on: a container, the top layer of an image, or any layer by the beginning of its id.</summary>
internal static class ChangesLookup
{
    /// <summary>Finds the difference; null when the name means nothing.</summary>
    public static TreeDiff? Find(string name, EngineServices services)
    {
        try
        {
            return services.Containers.Resolve(name).Changes;
        }
        catch (EngineFailure)
        {
            // No container: images and layers are asked next.
        }

        if (services.Images.TryResolve(name) is { } image)
        {
            return OfLayer(image.Image, image.Image.Layers.Count - 1);
        }

        return name.Length == 0 ? null : OfLayerId(name, services);
    }

    private static TreeDiff? OfLayerId(string prefix, EngineServices services)
    {
        foreach (Container container in services.Containers.All)
        {
            if (container.LayerId.StartsWith(prefix, StringComparison.Ordinal))
            {
                return container.Changes;
            }
        }

        foreach (Image image in services.Images.All.Select(stored => stored.Image))
        {
            for (int i = 0; i < image.Layers.Count; i++)
            {
                if (Digest.WithoutPrefix(image.Layers[i].Digest).StartsWith(prefix, StringComparison.Ordinal))
                {
                    return OfLayer(image, i);
                }
            }
        }

        return null;
    }

    private static TreeDiff OfLayer(Image image, int index)
    {
        DirectoryNode below = image.Layers.Take(index).Aggregate(DirectoryNode.EmptyRoot, (lower, layer) => LayerTar.Apply(lower, layer.Tar));
        return TreeDiff.Between(below, image.Layers.Count == 0 ? below : LayerTar.Apply(below, image.Layers[index].Tar));
    }
}
