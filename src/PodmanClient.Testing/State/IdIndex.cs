namespace Podman.Testing.State;

/// <summary>What a lookup by id prefix found.</summary>
internal enum PrefixMatch
{
    None,
    One,
    Many,
}

/// <summary>
/// Things by their full id, in the order of the ids, with lookup by prefix in logarithmic time: engines with thousands of containers
/// stay quick. Not synchronised: the store that owns it is.
/// </summary>
internal sealed class IdIndex<T>
    where T : class
{
    private readonly List<string> _ids = [];
    private readonly Dictionary<string, T> _byId = new(StringComparer.Ordinal);

    public int Count => _ids.Count;

    /// <summary>All of them, ordered by id.</summary>
    public IEnumerable<T> All => _ids.Select(id => _byId[id]);

    public void Add(string id, T item)
    {
        _byId.Add(id, item);
        _ids.Insert(~_ids.BinarySearch(id, StringComparer.Ordinal), id);
    }

    public bool Remove(string id)
    {
        if (!_byId.Remove(id))
        {
            return false;
        }

        _ids.RemoveAt(_ids.BinarySearch(id, StringComparer.Ordinal));
        return true;
    }

    public T? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Finds the only one whose id begins like this.</summary>
    public PrefixMatch FindPrefix(string prefix, out T? found)
    {
        int at = _ids.BinarySearch(prefix, StringComparer.Ordinal);
        at = at < 0 ? ~at : at;
        found = null;
        if (at >= _ids.Count || !_ids[at].StartsWith(prefix, StringComparison.Ordinal))
        {
            return PrefixMatch.None;
        }

        if (at + 1 < _ids.Count && _ids[at + 1].StartsWith(prefix, StringComparison.Ordinal))
        {
            return PrefixMatch.Many;
        }

        found = _byId[_ids[at]];
        return PrefixMatch.One;
    }
}
