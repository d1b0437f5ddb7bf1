using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Varlink;

/// <summary>
/// Writes an object, member by member in the order of the interface. Members that keep their defaults cost a glance each: nothing is written
/// for them until one is met that is filled in, and then all that lie before it at once. <c>member</c> is always the C# name that a user
/// knows: <c>BuildInfo.Tags</c>. For generated code.
/// </summary>
public ref partial struct VarlinkObjectWriter
{
    private readonly Utf8JsonWriter _writer;
    private readonly VarlinkMembers _members;

    /// <summary>The first member that is not written yet: it and all up to the one at hand keep their defaults.</summary>
    private int _next;

    /// <summary>Begins the object.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="members">The members of the object.</param>
    public VarlinkObjectWriter(Utf8JsonWriter writer, VarlinkMembers members)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(members);
        _writer = writer;
        _members = members;
        writer.WriteStartObject();
    }

    /// <summary>Ends the object.</summary>
    public readonly void End()
    {
        _members.WriteDefaults(_writer, _next, _members.Count);
        _writer.WriteEndObject();
    }

    /// <summary>Writes the name of a member. Its value has to follow.</summary>
    /// <param name="index">Which member it is; later than all before.</param>
    public void WriteName(int index) => _writer.WritePropertyName(Take(index));

    /// <summary>Writes a <c>bool</c>.</summary>
    /// <param name="index">Which member it is; later than all before.</param>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteBoolean(int index, bool value)
    {
        if (value)
        {
            WriteFilled(index, value);
        }
    }

    /// <summary>Writes an <c>int</c>.</summary>
    /// <param name="index">Which member it is; later than all before.</param>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteNumber(int index, long value)
    {
        if (value != 0)
        {
            WriteFilled(index, value);
        }
    }

    /// <summary>Writes a <c>float</c>.</summary>
    /// <param name="index">Which member it is; later than all before.</param>
    /// <param name="value">The value.</param>
    /// <param name="member">The member that has it.</param>
    /// <exception cref="ArgumentException">It is not finite.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteNumber(int index, double value, string member)
    {
        // By its bits: -0.0 equals 0, but is another number to whoever reads it.
        if (BitConverter.DoubleToInt64Bits(value) != 0)
        {
            WriteFilled(index, value, member);
        }
    }

    /// <summary>Writes a <c>string</c>.</summary>
    /// <param name="index">Which member it is; later than all before.</param>
    /// <param name="value">The value.</param>
    /// <param name="member">The member that has it.</param>
    /// <exception cref="ArgumentException">It is null.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteString(int index, string value, string member)
    {
        if (value is not { Length: 0 })
        {
            WriteFilled(index, value, member);
        }
    }

    /// <summary>Writes an enum, which has no default.</summary>
    /// <param name="index">Which member it is; later than all before.</param>
    /// <param name="value">The string on the wire.</param>
    /// <param name="member">The member that has it.</param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public void WriteEnum(int index, string value, string member) =>
        PlainText.Write(_writer, Take(index), VarlinkJson.EnumValue(value, member));

    /// <summary>Writes a record.</summary>
    /// <typeparam name="T">The type of the record.</typeparam>
    /// <param name="index">Which member it is; later than all before.</param>
    /// <param name="value">The record.</param>
    /// <param name="defaultRecord">The instance that <see cref="VarlinkMember.Record{T}"/> was told of.</param>
    /// <param name="encoder">Writes such records.</param>
    /// <param name="member">The member that has it.</param>
    /// <exception cref="ArgumentException">It is null, or cannot be sent.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteRecord<T>(int index, T value, T defaultRecord, VarlinkEncoder<T> encoder, string member)
        where T : class
    {
        if (!ReferenceEquals(value, defaultRecord) || !_members.HasDefault(index))
        {
            WriteFilled(index, value, encoder, member);
        }
    }

    /// <summary>Writes what lies before a member.</summary>
    /// <returns>The name of that member, which is not written yet.</returns>
    private JsonEncodedText Take(int index)
    {
        _members.WriteDefaults(_writer, _next, index);
        _next = index + 1;
        return _members.EncodedName(index);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteFilled(int index, bool value) => _writer.WriteBoolean(Take(index), value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteFilled(int index, long value) => _writer.WriteNumber(Take(index), value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteFilled(int index, double value, string member) => _writer.WriteNumber(Take(index), VarlinkJson.Finite(value, member));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteFilled(int index, string? value, string member) =>
        PlainText.Write(_writer, Take(index), value ?? throw VarlinkJson.NullMember(member));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteFilled<T>(int index, T? value, VarlinkEncoder<T> encoder, string member)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(encoder);
        WriteName(index);
        encoder(_writer, value ?? throw VarlinkJson.NullMember(member));
    }
}
