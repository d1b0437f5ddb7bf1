using Podman.Testing.Containers;
using Podman.Testing.State;

namespace Podman.Testing.Images;

/// <summary>What can be done with images in local storage.</summary>
internal sealed class ImageLifecycle(EngineServices services, ContainerLifecycle containers)
{
    private readonly EngineServices _services = services;
    private readonly ContainerLifecycle _containers = containers;

    /// <summary>Finds an image for a method that answers ImageNotFound with the name that was asked for.</summary>
    public StoredImage Require(string name) => _services.Images.TryResolve(name) ?? throw EngineFailure.NoImage(name);

    /// <summary>Gives an image one more name; the name is taken from whoever has it.</summary>
    public string Tag(string name, string tagged)
    {
        lock (_services.Gate)
        {
            StoredImage image = Require(name);
            _services.Images.Tag(image.Id, ImageReference.Parse(tagged).FullName());
            return image.Id;
        }
    }

    /// <summary>
    /// Removes an image, or only a name: of an image with several names only the one that was given, or the first when an id was given.
    /// </summary>
    /// <param name="name">A name or id.</param>
    /// <param name="force">Whether containers that are made of it go as well, running ones included.</param>
    /// <returns>The image's id.</returns>
    /// <exception cref="EngineFailure">There is no such image, or containers use it.</exception>
    public async Task<string> RemoveAsync(string name, bool force)
    {
        while (true)
        {
            IReadOnlyList<Container> users;
            lock (_services.Gate)
            {
                StoredImage image = Require(name);
                if (image.Names.Count > 1)
                {
                    _services.Images.Untag(NameMeant(image, name));
                    return image.Id;
                }

                users = [.. _services.Containers.All.Where(container => container.Configuration.Image.Id == image.Id)];
                if (users.Count == 0)
                {
                    _services.Images.Remove(image.Id);
                    return image.Id;
                }

                if (!force)
                {
                    throw EngineFailure.Occurred($"could not remove image {image.Id} as it is being used by {users.Count} containers");
                }
            }

            // Not under the gate: stopping takes time. New containers may appear meanwhile, hence the loop.
            foreach (Container container in users)
            {
                await RemoveUserAsync(container).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Removes all images that no container uses, named or not.</summary>
    public IReadOnlyList<string> RemoveUnused()
    {
        lock (_services.Gate)
        {
            string[] unused = [.. _services.Images.All.Select(image => image.Id).Where(id => _services.Containers.CountUsing(id) == 0)];
            foreach (string id in unused)
            {
                _services.Images.Remove(id);
            }

            return unused;
        }
    }

    private async Task RemoveUserAsync(Container container)
    {
        try
        {
            await _containers.RemoveAsync(container, container.Id, force: true).ConfigureAwait(false);
        }
        catch (EngineFailure) when (container.IsRemoved)
        {
            // Somebody else removed it: as good.
        }
    }

    private static string NameMeant(StoredImage image, string name)
    {
        if (ImageReference.TryParse(ImageReference.WithoutTransport(name), out _) is { Digest: null } reference)
        {
            string end = $"/{reference.Path}:{reference.TagOrDefault}";
            return image.Names.Find(n => n == reference.FullName())
                ?? image.Names.Find(n => !reference.HasRegistry && n.EndsWith(end, StringComparison.Ordinal))
                ?? image.Names[0];
        }

        return image.Names[0];
    }
}
