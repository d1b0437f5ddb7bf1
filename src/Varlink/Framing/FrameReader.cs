using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Varlink.Framing;

/// <summary>
/// Cuts what a peer sends into messages: JSON texts, each followed by one NUL byte, split and joined by the transport as it pleases.
/// No byte is searched twice, however small the pieces are in which a message comes.
/// </summary>
internal sealed class FrameReader(PipeReader input, long maxFrameSize)
{
    private ReadOnlySequence<byte> _buffer;
    private long _searched;
    private SequencePosition? _end;
    private bool _holdsBuffer;
    private bool _ended;

    /// <summary>Whether bytes of an unfinished message are at hand.</summary>
    public bool HasPartialFrame => _buffer.Length > 0;

    /// <summary>How many bytes are at hand that no message has been made of.</summary>
    public long BytesAtHand => _buffer.Length;

    /// <summary>Whether a whole message is at hand. Looks, and takes nothing.</summary>
    public bool HasFrame
    {
        get
        {
            if (_end is null && _searched < _buffer.Length)
            {
                _end = _buffer.Slice(_searched).PositionOf((byte)0);
                _searched = _buffer.Length;
            }

            return _end is not null;
        }
    }

    /// <summary>Takes the next message from the bytes at hand.</summary>
    /// <param name="frame">The message without its NUL; valid until the next call of <see cref="WaitAsync"/>.</param>
    /// <returns>Whether a whole message is at hand.</returns>
    /// <exception cref="FrameTooLargeException">The message is larger than allowed.</exception>
    public bool TryRead(out ReadOnlySequence<byte> frame)
    {
        if (!HasFrame)
        {
            frame = default;
            return _buffer.Length <= maxFrameSize ? false : throw new FrameTooLargeException(maxFrameSize);
        }

        SequencePosition end = _end!.Value;
        frame = _buffer.Slice(0, end);
        if (frame.Length > maxFrameSize)
        {
            throw new FrameTooLargeException(maxFrameSize);
        }

        _buffer = _buffer.Slice(_buffer.GetPosition(1, end));
        _searched = 0;
        _end = null;
        return true;
    }

    /// <summary>Gives the bytes at hand back to the pipe, for another reader to begin with: after an upgrade they are another protocol's.</summary>
    public void Release()
    {
        if (_holdsBuffer)
        {
            input.AdvanceTo(_buffer.Start);
            _holdsBuffer = false;
        }

        _buffer = default;
        _searched = 0;
        _end = null;
    }

    /// <summary>Waits for more bytes. What <see cref="TryRead"/> gave before is no longer valid.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>False when the peer has sent its last byte.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> WaitAsync(CancellationToken cancellationToken)
    {
        if (_ended)
        {
            return false;
        }

        if (_end is not null)
        {
            throw new InvalidOperationException("A whole message is at hand: its place would be lost.");
        }

        if (_holdsBuffer)
        {
            input.AdvanceTo(_buffer.Start, _buffer.End);
            _holdsBuffer = false;
        }

        ReadResult result = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
        long before = _buffer.Length;
        _buffer = result.Buffer;
        _holdsBuffer = true;
        if (result.IsCanceled)
        {
            throw new OperationCanceledException("The pending read was cancelled.");
        }

        _ended = result.IsCompleted;
        return result.Buffer.Length > before || !_ended;
    }
}
