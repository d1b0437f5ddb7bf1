using System.Collections.Immutable;
using Podman.Testing.Images;

namespace Podman.Testing;

/// <summary>
/// The registries that an engine can reach, in memory: pulling takes images from here, pushing puts them here, searching looks here. It begins
/// with <c>docker.io/library/alpine</c>, <c>busybox</c> and <c>hello-world</c>.
/// </summary>
public sealed class ImageRegistry
{
    /// <summary>The registry that short names are looked for in: <c>docker.io</c>.</summary>
    public const string DefaultRegistry = "docker.io";

    private const string PlainHttp = "http://";

    private readonly TimeProvider _time;
    private readonly IReadOnlyList<string>? _reachable;
    private readonly Lock _gate = new();
    private ImmutableSortedDictionary<string, Image> _images;

    internal ImageRegistry(TimeProvider time, IReadOnlyList<string>? reachable)
    {
        _time = time;
        _reachable = reachable;
        _images = SeedImages.All;
    }

    /// <summary>The full names there are, <c>docker.io/library/alpine:latest</c> for example, in ordinal order.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_gate)
            {
                return [.. _images.Keys];
            }
        }
    }

    /// <summary>Adds an image, over one of the same name if there is one.</summary>
    /// <param name="name">
    /// Its name; <c>:latest</c> is added when it has no tag, <c>docker.io</c> when it has no registry, and <c>library</c> when it is one word.
    /// </param>
    /// <param name="configure">Describes it. Without, it is a small Linux whose command is <c>sh</c>.</param>
    /// <returns>Its id, 64 hexadecimal digits.</returns>
    /// <exception cref="ArgumentException">The name is none.</exception>
    public string Add(string name, Action<ImageBuilder>? configure = null)
    {
        string fullName = FullName(name);
        ImageBuilder builder = new ImageBuilder(fullName, _time.GetUtcNow()).WithCommand("sh");
        configure?.Invoke(builder);
        Image image = builder.Build();
        Put(fullName, image);
        return image.Id;
    }

    /// <summary>Takes an image away, so that pulling it fails.</summary>
    /// <param name="name">Its name, in any form that <see cref="Add"/> takes.</param>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="ArgumentException">The name is none.</exception>
    public bool Remove(string name)
    {
        string fullName = FullName(name);
        lock (_gate)
        {
            bool wasThere = _images.ContainsKey(fullName);
            _images = _images.Remove(fullName);
            return wasThere;
        }
    }

    /// <summary>The name that a registry knows an image by.</summary>
    internal static string FullName(ImageReference reference, string registry) =>
        reference.HasRegistry ? reference.FullName()
        : registry == DefaultRegistry && reference.IsSingleName ? $"{registry}/library/{reference.Path}:{reference.TagOrDefault}"
        : reference.FullName(registry);

    /// <summary>An image of a registry that answers; null when there is none.</summary>
    internal Image? Find(string fullName)
    {
        if (!Answers(fullName[..fullName.IndexOf('/', StringComparison.Ordinal)]))
        {
            return null;
        }

        lock (_gate)
        {
            return _images.GetValueOrDefault(fullName);
        }
    }

    /// <summary>Whether a registry of this name answers, with TLS or without.</summary>
    internal bool Answers(string host) => _reachable is null || _reachable.Contains(host) || IsPlainHttp(host);

    /// <summary>Whether a registry answers, and knows no TLS.</summary>
    internal bool IsPlainHttp(string host) => _reachable is not null && _reachable.Contains(PlainHttp + host);

    internal void Put(string fullName, Image image)
    {
        lock (_gate)
        {
            _images = _images.SetItem(fullName, image);
        }
    }

    private static string FullName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ImageReference reference = ImageReference.TryParse(name, out string? error)
            ?? throw new ArgumentException($"{name}: {error}.", nameof(name));
        return FullName(reference, DefaultRegistry);
    }
}
