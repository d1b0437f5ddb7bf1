using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Varlink;

/// <summary>
/// Empty collections that are written as <c>null</c> where others are written as <c>[]</c> or <c>{}</c>. Services written in Go say null for
/// what they never filled: one that stands in for such a service uses these to answer letter by letter as it does. To whoever reads them in C#
/// they are empty collections like any other.
/// </summary>
public static class VarlinkNull
{
    /// <summary>An empty list that is written as null.</summary>
    /// <typeparam name="T">The type of the elements it does not have.</typeparam>
    /// <returns>Always the same instance.</returns>
    public static IReadOnlyList<T> List<T>() => NullList<T>.Instance;

    /// <summary>An empty map that is written as null.</summary>
    /// <typeparam name="T">The type of the values it does not have.</typeparam>
    /// <returns>Always the same instance.</returns>
    public static IReadOnlyDictionary<string, T> Map<T>() => NullMap<T>.Instance;

    /// <summary>The list itself, or one that is written as null when it is empty.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="list">The list.</param>
    /// <returns>A list of the same elements.</returns>
    public static IReadOnlyList<T> WhenEmpty<T>(IReadOnlyList<T> list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return list.Count == 0 ? NullList<T>.Instance : list;
    }

    /// <summary>The map itself, or one that is written as null when it is empty.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="map">The map.</param>
    /// <returns>A map of the same entries.</returns>
    public static IReadOnlyDictionary<string, T> WhenEmpty<T>(IReadOnlyDictionary<string, T> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return map.Count == 0 ? NullMap<T>.Instance : map;
    }

    /// <summary>Marks what is written as null.</summary>
    internal interface IWrittenAsNull;

    private sealed class NullList<T> : IReadOnlyList<T>, IWrittenAsNull
    {
        public static readonly NullList<T> Instance = new();

        public int Count => 0;

        public T this[int index] => throw new ArgumentOutOfRangeException(nameof(index), index, "The list is empty.");

        public IEnumerator<T> GetEnumerator() => Enumerable.Empty<T>().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class NullMap<T> : IReadOnlyDictionary<string, T>, IWrittenAsNull
    {
        public static readonly NullMap<T> Instance = new();

        public int Count => 0;

        public IEnumerable<string> Keys => [];

        public IEnumerable<T> Values => [];

        public T this[string key] => throw new KeyNotFoundException($"The map is empty: it has no '{key}'.");

        public bool ContainsKey(string key) => false;

        public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
        {
            value = default;
            return false;
        }

        public IEnumerator<KeyValuePair<string, T>> GetEnumerator() => Enumerable.Empty<KeyValuePair<string, T>>().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
