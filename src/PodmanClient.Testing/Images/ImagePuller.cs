using Podman.Testing.State;
using Podman.Testing.Transfer;

namespace Podman.Testing.Images;

/// <summary>Brings images into local storage: from a registry, or from a file or directory.</summary>
internal sealed class ImagePuller(EngineServices services)
{
    private readonly EngineServices _services = services;

    /// <summary>Pulls what PullImage names. Its failures have their own prefix twice: so the real daemon says it.</summary>
    public StoredImage Pull(string name)
    {
        try
        {
            return ImageLocation.TryParse(name) is { } location ? PullFrom(location, name) : PullFromRegistry(name);
        }
        catch (EngineFailure failure)
        {
            throw EngineFailure.Occurred($"unable to pull {name}: unable to pull {name}: {failure.Message}");
        }
    }

    /// <summary>Finds the image for a new container, and pulls it when it is not in local storage.</summary>
    /// <exception cref="EngineFailure">It is nowhere.</exception>
    public void Provide(string name)
    {
        if (name.Length > 0 && _services.Images.TryResolve(name) is not null)
        {
            return;
        }

        try
        {
            PullFromRegistry(name);
        }
        catch (EngineFailure failure)
        {
            throw _services.Has(PodmanQuirks.MissingIsErrorOccurred) || !ImageReference.IsName(name)
                ? EngineFailure.Occurred($"unable to pull {name}: {failure.Message}")
                : EngineFailure.NoImage(name);
        }
    }

    private StoredImage PullFromRegistry(string name)
    {
        if (name.StartsWith(ImageLocation.OciDirectory + ":", StringComparison.Ordinal))
        {
            // A transport that Podman 0.8 can push to and not pull from.
            throw EngineFailure.Occurred(
                $"error determining pull goal for image \"{name}\": error parsing dest reference name \"{name}\": " +
                $"error parsing named reference \"{name}\": invalid reference format");
        }

        ImageReference reference = ImageReference.TryParse(ImageReference.WithoutTransport(name), out string? error)
            ?? throw EngineFailure.Occurred($"error getting default registries to try: {error}");
        bool isSearched = !reference.HasRegistry && (reference.IsSingleName || !_services.Has(PodmanQuirks.OnlyOneWordIsShort));
        IReadOnlyList<string> registries = isSearched ? _services.Options.SearchRegistries : [reference.Registry];
        if (registries.Count == 0)
        {
            throw EngineFailure.Occurred(
                "image name provided is a short name and no search registries are defined in /etc/containers/registries.conf.");
        }

        foreach (string registry in registries)
        {
            string fullName = ImageRegistry.FullName(reference, registry);
            if (_services.Registry.Find(fullName) is { } image)
            {
                return _services.Images.Add(image, fullName, isFirst: true);
            }
        }

        throw EngineFailure.Occurred(isSearched
            ? "unable to find image on registries defined in /etc/containers/registries.conf, or you do not have pull access"
            : "unable to pull image, or you do not have pull access");
    }

    private StoredImage PullFrom(ImageLocation location, string name)
    {
        try
        {
            (Image image, IReadOnlyList<string> names) = location.Load();
            StoredImage stored = _services.Images.Add(image, null);
            foreach (string each in names.Reverse())
            {
                stored = _services.Images.Add(image, each, isFirst: true);
            }

            return stored;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Text.Json.JsonException or InvalidDataException)
        {
            throw EngineFailure.Occurred($"error determining pull goal for image \"{name}\": {HostFiles.Describe(e, location.Path)}");
        }
    }
}
