using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;

namespace Varlink;

/// <content>Members that are collections. The instances that records begin with are told apart at a glance; other empty ones are looked into.</content>
public ref partial struct VarlinkObjectWriter
{
    /// <summary>Writes a <c>[]string</c>.</summary>
    /// <param name="index">Which member it is; later than all before.</param>
    /// <param name="value">The list.</param>
    /// <param name="member">The member that has it.</param>
    /// <exception cref="ArgumentException">It is null, or an element is.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteStringList(int index, IReadOnlyList<string> value, string member)
    {
        if (!ReferenceEquals(value, Array.Empty<string>()))
        {
            WriteOtherList(index, value, VarlinkJson.WriteStringList, member);
        }
    }

    /// <summary>Writes a <c>[string]string</c>.</summary>
    /// <param name="index">Which member it is; later than all before.</param>
    /// <param name="value">The map.</param>
    /// <param name="member">The member that has it.</param>
    /// <exception cref="ArgumentException">It is null, or a value is.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteStringMap(int index, IReadOnlyDictionary<string, string> value, string member)
    {
        if (!ReferenceEquals(value, ReadOnlyDictionary<string, string>.Empty))
        {
            WriteOtherMap(index, value, VarlinkJson.WriteStringMap, member);
        }
    }

    /// <summary>Writes a <c>[string]()</c>.</summary>
    /// <param name="index">Which member it is; later than all before.</param>
    /// <param name="value">The set.</param>
    /// <param name="member">The member that has it.</param>
    /// <exception cref="ArgumentException">It is null, or an element is.</exception>
    public void WriteStringSet(int index, IReadOnlySet<string> value, string member)
    {
        if (value is not { Count: 0 })
        {
            WriteName(index);
            VarlinkJson.WriteStringSet(_writer, value, member);
        }
    }

    /// <summary>Writes an array.</summary>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <param name="index">Which member it is; later than all before.</param>
    /// <param name="value">The list.</param>
    /// <param name="encoder">Writes such lists.</param>
    /// <param name="member">The member that has it.</param>
    /// <exception cref="ArgumentException">It is null, or an element cannot be sent.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteList<T>(int index, IReadOnlyList<T> value, VarlinkCollectionEncoder<IReadOnlyList<T>> encoder, string member)
    {
        if (!ReferenceEquals(value, Array.Empty<T>()))
        {
            WriteOtherList(index, value, encoder, member);
        }
    }

    /// <summary>Writes a map.</summary>
    /// <typeparam name="T">The type of its values.</typeparam>
    /// <param name="index">Which member it is; later than all before.</param>
    /// <param name="value">The map.</param>
    /// <param name="encoder">Writes such maps.</param>
    /// <param name="member">The member that has it.</param>
    /// <exception cref="ArgumentException">It is null, or a value cannot be sent.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteMap<T>(
        int index, IReadOnlyDictionary<string, T> value, VarlinkCollectionEncoder<IReadOnlyDictionary<string, T>> encoder, string member)
    {
        if (!ReferenceEquals(value, ReadOnlyDictionary<string, T>.Empty))
        {
            WriteOtherMap(index, value, encoder, member);
        }
    }

    // Null, and what is to be written as null, is left to the encoder.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteOtherList<T>(int index, IReadOnlyList<T> value, VarlinkCollectionEncoder<IReadOnlyList<T>> encoder, string member)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        if (value is not { Count: 0 } || value is VarlinkNull.IWrittenAsNull)
        {
            WriteName(index);
            encoder(_writer, value, member);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteOtherMap<T>(
        int index, IReadOnlyDictionary<string, T> value, VarlinkCollectionEncoder<IReadOnlyDictionary<string, T>> encoder, string member)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        if (value is not { Count: 0 } || value is VarlinkNull.IWrittenAsNull)
        {
            WriteName(index);
            encoder(_writer, value, member);
        }
    }
}
