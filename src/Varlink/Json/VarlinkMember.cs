using System.Buffers;
using System.Text.Json;

namespace Varlink;

/// <summary>A member of a record: its name on the wire, and what it is there while it keeps its default. For generated code.</summary>
public sealed class VarlinkMember
{
    private VarlinkMember(string name, ReadOnlySpan<byte> whenDefault)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = JsonEncodedText.Encode(name);
        Default = whenDefault.ToArray();
    }

    internal JsonEncodedText Name { get; }

    /// <summary>The JSON of the default; empty for none.</summary>
    internal byte[] Default { get; }

    /// <summary>A <c>string</c>, which is empty by default.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The member.</returns>
    public static VarlinkMember Text(string name) => new(name, "\"\""u8);

    /// <summary>An <c>int</c> or a <c>float</c>, which is 0 by default.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The member.</returns>
    public static VarlinkMember Number(string name) => new(name, "0"u8);

    /// <summary>A <c>bool</c>, which is false by default.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The member.</returns>
    public static VarlinkMember Flag(string name) => new(name, "false"u8);

    /// <summary>An array, which is empty by default.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The member.</returns>
    public static VarlinkMember List(string name) => new(name, "[]"u8);

    /// <summary>A map or a set, which is empty by default.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The member.</returns>
    public static VarlinkMember Map(string name) => new(name, "{}"u8);

    /// <summary>A record, whose default is an instance with the defaults of its own members.</summary>
    /// <typeparam name="T">The type of the record.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="defaultRecord">The instance that stands in for one that is missing.</param>
    /// <param name="encoder">Writes such records.</param>
    /// <returns>The member; without a default where that instance cannot be sent: an enum of it is not set.</returns>
    public static VarlinkMember Record<T>(string name, T defaultRecord, VarlinkEncoder<T> encoder)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(encoder);
        var buffer = new ArrayBufferWriter<byte>();
        try
        {
            using var writer = new Utf8JsonWriter(buffer, JsonSettings.Writer);
            encoder(writer, defaultRecord);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // Something in it is not set, or it is nested too deep. Whoever sends it is told so, then and by the name of the member.
            return WithoutDefault(name);
        }

        return new(name, buffer.WrittenSpan);
    }

    /// <summary>A member that is always written, or left out while it is null, or only read: a second name.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The member.</returns>
    public static VarlinkMember WithoutDefault(string name) => new(name, default);
}
