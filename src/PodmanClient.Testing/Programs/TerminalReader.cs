using System.Threading.Channels;

namespace Podman.Testing.Programs;

/// <summary>Reading from a terminal: a piece at a time, and an end that is none for the next reader.</summary>
internal sealed class TerminalReader(ChannelReader<ReadOnlyMemory<byte>> pieces) : Stream
{
    private readonly Lock _gate = new();

    /// <summary>What the last reader had no room for.</summary>
    private ReadOnlyMemory<byte> _rest;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (TryRead(buffer.Span) is { } count)
            {
                return count;
            }

            if (!await pieces.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                return 0;
            }
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Programs read through a <see cref="GatedInputStream"/>, which has this for them.</summary>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Reads what is there; null when nothing is.</summary>
    private int? TryRead(Span<byte> buffer)
    {
        lock (_gate)
        {
            if (_rest.IsEmpty && !pieces.TryRead(out _rest))
            {
                return null;
            }

            int count = Math.Min(buffer.Length, _rest.Length);
            _rest.Span[..count].CopyTo(buffer);
            _rest = _rest[count..];
            return count;
        }
    }
}
