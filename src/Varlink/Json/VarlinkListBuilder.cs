using System.Runtime.CompilerServices;

namespace Varlink;

/// <summary>
/// Gathers the elements of a list that is being read, whose number is known at its end only. Most lists are short: they are gathered
/// without allocating, and become one array of just the right size. For generated code.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public struct VarlinkListBuilder<T>
{
    private const int InlineCount = 8;

    private InlineElements _inline;
    private T[]? _more;
    private int _count;

    /// <summary>Adds an element.</summary>
    /// <param name="element">The element.</param>
    public void Add(T element)
    {
        if (_count < InlineCount)
        {
            _inline[_count++] = element;
            return;
        }

        AddMore(element);
    }

    /// <summary>The list of what was added.</summary>
    /// <returns>The list; empty ones share an instance.</returns>
    public readonly IReadOnlyList<T> ToList()
    {
        if (_count == 0)
        {
            return [];
        }

        if (_more is null)
        {
            return ((ReadOnlySpan<T>)_inline)[.._count].ToArray();
        }

        // What doubling left over is given back, unless it is little.
        return _count == _more.Length ? _more : _more.AsSpan(0, _count).ToArray();
    }

    private void AddMore(T element)
    {
        if (_more is null)
        {
            _more = new T[InlineCount * 4];
            ((ReadOnlySpan<T>)_inline).CopyTo(_more);
        }
        else if (_count == _more.Length)
        {
            Array.Resize(ref _more, _more.Length * 2);
        }

        _more[_count++] = element;
    }

    [InlineArray(InlineCount)]
    private struct InlineElements
    {
        private T _first;
    }
}
