using System.Collections.Immutable;
using Podman.Testing.State;

namespace Podman.Testing.Images;

/// <summary>Local storage: images and their names. All access is under the engine's gate, which it shares with the containers.</summary>
/// <param name="gate">The engine's gate.</param>
/// <param name="idsHideNames">Whether <see cref="PodmanQuirks.IdsHideNames"/> is on.</param>
internal sealed class ImageStore(Lock gate, bool idsHideNames)
{
    private readonly Lock _gate = gate;
    private readonly IdIndex<Image> _byId = new();
    private readonly Dictionary<string, string> _idByName = new(StringComparer.Ordinal);

    // In the order in which they were stored.
    private readonly List<StoredImage> _images = [];

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _images.Count;
            }
        }
    }

    /// <summary>All, in the order of their creation; what is equally old in the order in which it was stored.</summary>
    public IReadOnlyList<StoredImage> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _images.OrderBy(image => image.Image.Config.Created)];
            }
        }
    }

    /// <summary>Adds an image, or finds the equal one, and gives it a name that is taken from whoever has it.</summary>
    /// <param name="image">The image.</param>
    /// <param name="name">A full name; null for none.</param>
    /// <param name="isFirst">Whether the name goes before the others: a pull does that, a tag does not.</param>
    public StoredImage Add(Image image, string? name, bool isFirst = false)
    {
        lock (_gate)
        {
            if (_byId.Find(image.Id) is null)
            {
                _byId.Add(image.Id, image);
                _images.Add(new StoredImage(image, []));
            }

            if (name is not null)
            {
                Name(image.Id, name, isFirst);
            }

            return Get(image.Id);
        }
    }

    /// <summary>Gives a stored image a name, which is taken from whoever has it.</summary>
    public void Tag(string id, string name)
    {
        lock (_gate)
        {
            Name(id, name, isFirst: false);
        }
    }

    public void Untag(string name)
    {
        lock (_gate)
        {
            if (_idByName.Remove(name, out string? id))
            {
                Replace(Get(id), image => image with { Names = image.Names.Remove(name) });
            }
        }
    }

    public void Remove(string id)
    {
        lock (_gate)
        {
            StoredImage image = Get(id);
            image.Names.ForEach(name => _idByName.Remove(name));
            _images.Remove(image);
            _byId.Remove(id);
        }
    }

    /// <summary>Finds an image by id, by the beginning of an id that no other has, or by name.</summary>
    /// <param name="name">What the caller used.</param>
    /// <returns>The image.</returns>
    /// <exception cref="EngineFailure">None is found; the text is the one that some methods answer with, and others replace.</exception>
    public StoredImage Resolve(string name)
    {
        if (name.Length == 0)
        {
            throw EngineFailure.Occurred("input name is blank");
        }

        lock (_gate)
        {
            string plain = ImageReference.WithoutTransport(name);
            string id = Digest.WithoutPrefix(plain);
            if (!idsHideNames && _byId.Find(id) is null && ImageReference.TryParse(plain, out _) is { } exact && Find(exact) is { } named)
            {
                return named;
            }

            if (_byId.FindPrefix(id, out Image? byId) == PrefixMatch.One)
            {
                return Get(byId!.Id);
            }

            ImageReference reference = ImageReference.Parse(plain);
            return Find(reference) ?? throw NotFound(name, reference);
        }
    }

    /// <summary>Finds an image, or nothing.</summary>
    public StoredImage? TryResolve(string name)
    {
        try
        {
            return Resolve(name);
        }
        catch (EngineFailure)
        {
            return null;
        }
    }

    /// <summary>Finds the image of an id that is known to be full.</summary>
    public StoredImage? FindById(string id)
    {
        lock (_gate)
        {
            return _byId.Find(id) is null ? null : Get(id);
        }
    }

    private StoredImage? Find(ImageReference reference)
    {
        if (reference.Digest is { } digest)
        {
            string repository = reference.HasRegistry ? reference.Repository : $"{ImageReference.Localhost}/{reference.Path}";
            return _images.FirstOrDefault(image =>
                image.Image.Digest == digest && image.Names.Any(name => name[..name.LastIndexOf(':')] == repository));
        }

        if (_idByName.TryGetValue(reference.FullName(), out string? id))
        {
            return Get(id);
        }

        IReadOnlyList<StoredImage> matches = reference.IsSingleName ? ShortMatches(reference) : [];
        return matches.Count == 1 ? matches[0] : null;
    }

    /// <summary>Images of which some name ends like this, in whatever registry.</summary>
    private List<StoredImage> ShortMatches(ImageReference reference)
    {
        string end = $"/{reference.Path}:{reference.TagOrDefault}";
        return [.. _images.Where(image => image.Names.Any(name => name.EndsWith(end, StringComparison.Ordinal)))];
    }

    private EngineFailure NotFound(string name, ImageReference reference)
    {
        string detail = !reference.IsSingleName || reference.Digest is not null ? ""
            : ShortMatches(reference).Count > 1 ? $": found multiple name and tag matches for {reference.Path} in repotags"
            : $": unable to find a name and tag match for {reference.Path} in repotags";
        return EngineFailure.Occurred($"unable to find '{name}' in local storage{detail}");
    }

    private void Name(string id, string name, bool isFirst)
    {
        if (_idByName.TryGetValue(name, out string? owner) && owner != id)
        {
            Replace(Get(owner), image => image with { Names = image.Names.Remove(name) });
        }

        _idByName[name] = id;
        Replace(Get(id), image =>
        {
            ImmutableList<string> others = isFirst ? image.Names.Remove(name) : image.Names;
            return image with { Names = others.Contains(name) ? others : isFirst ? others.Insert(0, name) : others.Add(name) };
        });
    }

    private StoredImage Get(string id) => _images.First(image => image.Id == id);

    private void Replace(StoredImage image, Func<StoredImage, StoredImage> change) => _images[_images.IndexOf(image)] = change(image);
}
