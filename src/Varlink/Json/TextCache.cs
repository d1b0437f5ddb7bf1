using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Varlink;

/// <summary>
/// Short strings that come again and again within one large message: kinds, options, names of images. Each is made once, which saves most
/// of the memory, and with it most of the time, of a long list. Nothing outlives the message: a cache could hold what belongs to nobody else.
/// </summary>
internal sealed class TextCache
{
    /// <summary>A message shorter than this has too few strings for it to matter.</summary>
    public const int MinMessageLength = 8 * 1024;

    /// <summary>Longer strings are ids, times and texts: hardly any comes twice.</summary>
    private const int MaxTextLength = 32;

    private const int Slots = 512;

    [ThreadStatic]
    private static TextCache? _active;

    [ThreadStatic]
    private static TextCache? _spare;

    private readonly string?[] _slots = new string?[Slots];

    /// <summary>The cache of the message that this thread reads; null where it has none.</summary>
    public static TextCache? Active => _active;

    /// <summary>Begins a large message on this thread. Whoever begins it ends it with <see cref="End"/>.</summary>
    /// <returns>The cache; null where one is active already, whose owner will end it.</returns>
    public static TextCache? Begin()
    {
        if (_active is not null)
        {
            return null;
        }

        _active = _spare ?? new TextCache();
        _spare = null;
        return _active;
    }

    /// <summary>Ends the message: forgets all of its strings.</summary>
    public static void End(TextCache? cache)
    {
        if (cache is not null)
        {
            Array.Clear(cache._slots);
            _active = null;
            _spare = cache;
        }
    }

    /// <summary>The string that bytes are, if it is short and plain ASCII.</summary>
    /// <param name="utf8">The bytes, without any escape among them.</param>
    /// <returns>The string; null where the cache is not made for it.</returns>
    public string? Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxTextLength)
        {
            return null;
        }

        ref string? slot = ref _slots[Hash(utf8) % Slots];
        if (slot is not null && Ascii.Equals(utf8, slot))
        {
            return slot;
        }

        if (!Ascii.IsValid(utf8))
        {
            return null;
        }

        string text = Encoding.ASCII.GetString(utf8);
        slot = text;
        return text;
    }

    /// <summary>
    /// Of the length and both ends: what differs in the middle alone falls into the same slot, which costs time and never the wrong string.
    /// </summary>
    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        ulong first;
        ulong last;
        if (utf8.Length >= sizeof(ulong))
        {
            first = BinaryPrimitives.ReadUInt64LittleEndian(utf8);
            last = BinaryPrimitives.ReadUInt64LittleEndian(utf8[^sizeof(ulong)..]);
        }
        else if (utf8.Length >= sizeof(uint))
        {
            first = BinaryPrimitives.ReadUInt32LittleEndian(utf8);
            last = BinaryPrimitives.ReadUInt32LittleEndian(utf8[^sizeof(uint)..]);
        }
        else
        {
            first = utf8.IsEmpty ? 0u : utf8[0];
            last = utf8.IsEmpty ? 0u : ((uint)utf8[utf8.Length / 2] << 8) | utf8[^1];
        }

        ulong mixed = (first ^ BitOperations.RotateLeft(last, 29) ^ (uint)utf8.Length) * 0x9E3779B97F4A7C15;
        return (uint)(mixed >> 40);
    }
}
