using Podman.Testing.State;

namespace Podman.Testing.Containers;

/// <summary>The containers there are. All access is under the engine's gate, which it shares with the images.</summary>
/// <param name="gate">The engine's gate.</param>
/// <param name="idsHideNames">Whether <see cref="PodmanQuirks.IdsHideNames"/> is on.</param>
internal sealed class ContainerStore(Lock gate, bool idsHideNames)
{
    private readonly Lock _gate = gate;
    private readonly IdIndex<Container> _byId = new();
    private readonly Dictionary<string, Container> _byName = new(StringComparer.Ordinal);

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _byId.Count;
            }
        }
    }

    /// <summary>All of them, ordered by id.</summary>
    public IReadOnlyList<Container> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _byId.All];
            }
        }
    }

    public bool HasName(string name)
    {
        lock (_gate)
        {
            return _byName.ContainsKey(name);
        }
    }

    /// <summary>Adds a container.</summary>
    /// <exception cref="EngineFailure">The name is taken.</exception>
    public void Add(Container container)
    {
        lock (_gate)
        {
            if (_byName.TryGetValue(container.Name, out Container? owner))
            {
                throw EngineFailure.Occurred(
                    $"error creating container storage: the container name \"{container.Name}\" is already in use by \"{owner.Id}\". " +
                    "You have to remove that container to be able to reuse that name.: that name is already in use");
            }

            _byName.Add(container.Name, container);
            _byId.Add(container.Id, container);
        }
    }

    public void Remove(Container container)
    {
        lock (_gate)
        {
            if (_byId.Remove(container.Id))
            {
                _byName.Remove(container.Name);
            }
        }
    }

    /// <summary>How many containers are made of an image.</summary>
    public int CountUsing(string imageId)
    {
        lock (_gate)
        {
            return _byId.All.Count(container => container.Configuration.Image.Id == imageId);
        }
    }

    /// <summary>
    /// Finds a container by its full id, its exact name, or the beginning of its id. A full id beats an equal name, and a name the beginning of
    /// another's id: ids are random, and a test that calls its container "db" is not to fail now and then.
    /// </summary>
    /// <exception cref="EngineFailure">None, or more than one.</exception>
    public Container Resolve(string name)
    {
        lock (_gate)
        {
            if (_byId.Find(name) is { } exact)
            {
                return exact;
            }

            Container? named = _byName.GetValueOrDefault(name);
            if (named is not null && !idsHideNames)
            {
                return named;
            }

            Container? prefixed = null;
            PrefixMatch match = name.Length == 0 ? PrefixMatch.None : _byId.FindPrefix(name, out prefixed);
            Container? found = match switch
            {
                PrefixMatch.None => named,
                PrefixMatch.One when named is null || named == prefixed => prefixed,
                _ => null,
            };
            return found ?? throw EngineFailure.NoContainer(name);
        }
    }
}
