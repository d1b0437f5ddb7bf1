using System.Buffers;

namespace Varlink.Framing;

/// <summary>
/// Messages that wait to be written, one behind the other. A message that turns out not to be sendable is taken back as a whole, which
/// a <see cref="System.IO.Pipelines.PipeWriter"/> cannot do: hence a buffer of our own before it.
/// </summary>
internal sealed class OutgoingBuffer : IBufferWriter<byte>
{
    /// <summary>A buffer that one large message has blown up beyond this is let go again.</summary>
    private const int KeptCapacity = 64 * 1024;
    private const int InitialCapacity = 1024;

    private byte[] _bytes = new byte[InitialCapacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_bytes.Length - Length), nameof(count));
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(Length);
    }

    /// <summary>Takes back everything that was written behind a length.</summary>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)Length, nameof(length));
        Length = length;
    }

    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > KeptCapacity)
        {
            _bytes = new byte[InitialCapacity];
        }
    }

    private void Reserve(int sizeHint)
    {
        int needed = Math.Max(sizeHint, 1);
        if (_bytes.Length - Length < needed)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Math.Max((long)_bytes.Length * 2, (long)Length + needed), Array.MaxLength));
        }
    }
}
