using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Varlink.Transports;

/// <summary>
/// Reads from a channel straight into one array, without a task that pumps. What is at hand always lies together, so that JSON is
/// read from a span and never from a chain of segments.
/// </summary>
/// <remarks>
/// The array belongs to the reader and comes from no pool: nothing that still reads from it after a close can be hit by another
/// connection's bytes.
/// </remarks>
internal sealed class TransportReader(ByteChannel channel) : PipeReader
{
    /// <summary>Most messages fit; a connection that idles holds no more than this.</summary>
    public const int InitialSize = 4 * 1024;

    /// <summary>An array that has grown beyond this for one message is not kept for the next.</summary>
    public const int KeptSize = 1024 * 1024;

    private readonly Lock _gate = new();
    private byte[] _buffer = [];
    private int _start;
    private int _end;
    private int _examined;
    private bool _ended;
    private bool _completed;
    private bool _interruptRequested;
    private CancellationTokenSource? _receiving;

    public override bool TryRead(out ReadResult result)
    {
        ThrowIfCompleted();
        bool interrupted = TakeInterrupt();
        if (interrupted || _examined < _end || _ended)
        {
            result = Result(interrupted);
            return true;
        }

        result = default;
        return false;
    }

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<ReadResult>(cancellationToken);
        }

        return TryRead(out ReadResult result) ? ValueTask.FromResult(result) : ReceiveAsync(cancellationToken);
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        // Positions in a sequence over one array are indexes into the array.
        int newStart = consumed.GetInteger();
        int newExamined = examined.GetInteger();
        if (newStart < _start || newStart > _end || newExamined < newStart || newExamined > _end)
        {
            throw new ArgumentOutOfRangeException(nameof(consumed), "The position is not one of the bytes that were read last.");
        }

        _start = newStart;
        _examined = newExamined;
        if (_start == _end)
        {
            _start = _end = _examined = 0;
            if (_buffer.Length > KeptSize)
            {
                _buffer = [];
            }
        }
    }

    public override void CancelPendingRead()
    {
        lock (_gate)
        {
            _interruptRequested = true;
            _receiving?.Cancel();
        }
    }

    public override void Complete(Exception? exception = null) => _completed = true;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadResult> ReceiveAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        CancellationTokenSource receiving = BeginReceiving();
        try
        {
            int received;
            using (cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), receiving))
            {
                received = await channel.ReceiveAsync(_buffer.AsMemory(_end), receiving.Token).ConfigureAwait(false);
            }

            _ended = received == 0;
            _end += received;
            return Result(TakeInterrupt());
        }
        catch (OperationCanceledException) when (receiving.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Result(TakeInterrupt());
        }
        finally
        {
            EndReceiving(receiving);
        }
    }

    private CancellationTokenSource BeginReceiving()
    {
        lock (_gate)
        {
            _receiving ??= new CancellationTokenSource();
            if (_interruptRequested)
            {
                _receiving.Cancel();
            }

            return _receiving;
        }
    }

    private void EndReceiving(CancellationTokenSource receiving)
    {
        lock (_gate)
        {
            // One that has fired cannot be used again. Nobody else holds it: the registration on the caller's token is gone.
            if (receiving.IsCancellationRequested)
            {
                _receiving = null;
                receiving.Dispose();
            }
        }
    }

    private bool TakeInterrupt()
    {
        lock (_gate)
        {
            bool interrupted = _interruptRequested;
            _interruptRequested = false;
            return interrupted;
        }
    }

    /// <summary>Makes sure that something can be received: moves what is left to the front, or takes an array of twice the size.</summary>
    private void MakeRoom()
    {
        if (_end < _buffer.Length)
        {
            return;
        }

        int unread = _end - _start;
        byte[] target = _buffer;
        if (unread > _buffer.Length / 2 || _buffer.Length == 0)
        {
            int size = (int)Math.Min(Math.Max(InitialSize, 2L * _buffer.Length), Array.MaxLength);
            if (size == _buffer.Length)
            {
                throw new IOException("More bytes without an end of message than an array can hold.");
            }

            target = GC.AllocateUninitializedArray<byte>(size);
        }

        _buffer.AsSpan(_start, unread).CopyTo(target);
        _buffer = target;
        _examined -= _start;
        _start = 0;
        _end = unread;
    }

    private ReadResult Result(bool interrupted) =>
        new(new ReadOnlySequence<byte>(_buffer, _start, _end - _start), interrupted, _ended);

    private void ThrowIfCompleted()
    {
        if (_completed)
        {
            throw new InvalidOperationException("The reader was completed: nothing more can be read from this connection.");
        }
    }
}
