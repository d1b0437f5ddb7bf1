using System.Text.Json;

namespace Varlink;

/// <summary>Equality by content of what records hold, so that two records with equal contents are equal.</summary>
public static partial class VarlinkEquality
{
    /// <summary>Whether two lists hold equal elements in the same order.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="left">The one, or null.</param>
    /// <param name="right">The other, or null.</param>
    /// <param name="comparer">How elements are compared; null for their own way.</param>
    /// <returns>Whether they are equal.</returns>
    public static bool Equals<T>(IReadOnlyList<T>? left, IReadOnlyList<T>? right, IEqualityComparer<T>? comparer = null)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        if (left is null || right is null || left.Count != right.Count)
        {
            return false;
        }

        comparer ??= EqualityComparer<T>.Default;
        for (int i = 0; i < left.Count; i++)
        {
            if (!comparer.Equals(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether two maps hold the same keys with equal values, in whatever order.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="left">The one, or null.</param>
    /// <param name="right">The other, or null.</param>
    /// <param name="comparer">How values are compared; null for their own way.</param>
    /// <returns>Whether they are equal.</returns>
    public static bool Equals<T>(
        IReadOnlyDictionary<string, T>? left, IReadOnlyDictionary<string, T>? right, IEqualityComparer<T>? comparer = null)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        if (left is null || right is null || left.Count != right.Count)
        {
            return false;
        }

        comparer ??= EqualityComparer<T>.Default;
        foreach ((string key, T value) in left)
        {
            if (!right.TryGetValue(key, out T? other) || !comparer.Equals(value, other))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether two pieces of JSON say the same.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they are equal.</returns>
    public static bool Equals(JsonElement left, JsonElement right) =>
        left.ValueKind == JsonValueKind.Undefined || right.ValueKind == JsonValueKind.Undefined
            ? left.ValueKind == right.ValueKind
            : JsonElement.DeepEquals(left, right);

    /// <summary>A hash that equal lists share.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="list">The list, or null.</param>
    /// <param name="comparer">How elements are compared; null for their own way.</param>
    /// <returns>The hash.</returns>
    public static int GetHashCode<T>(IReadOnlyList<T>? list, IEqualityComparer<T>? comparer = null)
    {
        if (list is null)
        {
            return 0;
        }

        var hash = new HashCode();
        foreach (T item in list)
        {
            hash.Add(item, comparer);
        }

        return hash.ToHashCode();
    }

    /// <summary>A hash that equal maps share, whatever the order of their keys.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="map">The map, or null.</param>
    /// <param name="comparer">How values are compared; null for their own way.</param>
    /// <returns>The hash.</returns>
    public static int GetHashCode<T>(IReadOnlyDictionary<string, T>? map, IEqualityComparer<T>? comparer = null)
    {
        int hash = 0;
        if (map is not null)
        {
            foreach ((string key, T value) in map)
            {
                hash ^= HashCode.Combine(key, value is null ? 0 : (comparer ?? EqualityComparer<T>.Default).GetHashCode(value));
            }
        }

        return hash;
    }

    /// <summary>A hash that equal pieces of JSON share.</summary>
    /// <param name="value">The piece.</param>
    /// <returns>The hash; coarse on purpose, because equal JSON can be written in many ways.</returns>
    public static int GetHashCode(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.GetHashCode(StringComparison.Ordinal),
        JsonValueKind.Object => HashCode.Combine(JsonValueKind.Object, value.GetPropertyCount()),
        JsonValueKind.Array => HashCode.Combine(JsonValueKind.Array, value.GetArrayLength()),
        JsonValueKind other => (int)other,
    };
}
