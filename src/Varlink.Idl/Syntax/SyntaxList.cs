using System.Collections;

namespace Varlink.Idl.Syntax;

/// <summary>An immutable list that is equal to another one when its elements are.</summary>
/// <typeparam name="T">The kind of element.</typeparam>
public sealed class SyntaxList<T> : IReadOnlyList<T>, IEquatable<SyntaxList<T>>
{
    private readonly T[] _items;

    private SyntaxList(T[] items) => _items = items;

    /// <summary>The list without elements.</summary>
    public static SyntaxList<T> Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <summary>Copies the elements into a list.</summary>
    /// <param name="items">The elements.</param>
    /// <returns>The list.</returns>
    public static SyntaxList<T> From(IEnumerable<T> items)
    {
        T[] copy = items.ToArray();
        return copy.Length == 0 ? Empty : new SyntaxList<T>(copy);
    }

    /// <inheritdoc/>
    public bool Equals(SyntaxList<T>? other) => other is not null && _items.SequenceEqual(other._items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SyntaxList<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => _items.Aggregate(_items.Length, (hash, item) => unchecked((hash * 31) + (item?.GetHashCode() ?? 0)));

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}
