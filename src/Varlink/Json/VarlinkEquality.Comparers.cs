using System.Text.Json;

namespace Varlink;

/// <content>Comparers for collections within collections, where the elements have no equality by content of their own.</content>
public static partial class VarlinkEquality
{
    /// <summary>Compares pieces of JSON by what they say.</summary>
    public static IEqualityComparer<JsonElement> Json { get; } =
        EqualityComparer<JsonElement>.Create((left, right) => Equals(left, right), GetHashCode);

    /// <summary>Compares pieces of JSON that may be missing.</summary>
    public static IEqualityComparer<JsonElement?> OptionalJson { get; } =
        EqualityComparer<JsonElement?>.Create((left, right) => Equals(left, right), GetHashCode);

    /// <summary>Compares sets by their elements.</summary>
    public static IEqualityComparer<IReadOnlySet<string>?> Sets { get; } =
        EqualityComparer<IReadOnlySet<string>?>.Create((left, right) => Equals(left, right), GetHashCode);

    /// <summary>Makes a comparer of lists.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="elements">How elements are compared; null for their own way.</param>
    /// <returns>The comparer.</returns>
    public static IEqualityComparer<IReadOnlyList<T>?> Lists<T>(IEqualityComparer<T>? elements = null) =>
        EqualityComparer<IReadOnlyList<T>?>.Create((left, right) => Equals(left, right, elements), list => GetHashCode(list, elements));

    /// <summary>Makes a comparer of maps.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="values">How values are compared; null for their own way.</param>
    /// <returns>The comparer.</returns>
    public static IEqualityComparer<IReadOnlyDictionary<string, T>?> Maps<T>(IEqualityComparer<T>? values = null) =>
        EqualityComparer<IReadOnlyDictionary<string, T>?>.Create((left, right) => Equals(left, right, values), map => GetHashCode(map, values));

    /// <summary>Whether two sets hold the same elements.</summary>
    /// <param name="left">The one, or null.</param>
    /// <param name="right">The other, or null.</param>
    /// <returns>Whether they are equal.</returns>
    public static bool Equals(IReadOnlySet<string>? left, IReadOnlySet<string>? right) =>
        ReferenceEquals(left, right) || (left is not null && right is not null && left.Count == right.Count && left.SetEquals(right));

    /// <summary>Whether two pieces of JSON that may be missing say the same.</summary>
    /// <param name="left">The one, or null.</param>
    /// <param name="right">The other, or null.</param>
    /// <returns>Whether they are equal.</returns>
    public static bool Equals(JsonElement? left, JsonElement? right) =>
        left is { } one && right is { } other ? Equals(one, other) : left.HasValue == right.HasValue;

    /// <summary>A hash that equal sets share, whatever the order of their elements.</summary>
    /// <param name="set">The set, or null.</param>
    /// <returns>The hash.</returns>
    public static int GetHashCode(IReadOnlySet<string>? set)
    {
        int hash = 0;
        if (set is not null)
        {
            foreach (string item in set)
            {
                hash ^= item.GetHashCode(StringComparison.Ordinal);
            }
        }

        return hash;
    }

    /// <summary>A hash that equal pieces of JSON share.</summary>
    /// <param name="value">The piece, or null.</param>
    /// <returns>The hash.</returns>
    public static int GetHashCode(JsonElement? value) => value is { } json ? GetHashCode(json) : 0;
}
