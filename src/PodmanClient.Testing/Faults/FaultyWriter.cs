using System.Buffers;
using System.IO.Pipelines;

namespace Podman.Testing.Faults;

/// <summary>
/// What the engine sends over one connection. Bytes pass through, until a fault is set: from then on they are held until they are flushed, and
/// sent as the fault wants it.
/// </summary>
internal sealed class FaultyWriter(PipeWriter inner, Func<ValueTask> close) : PipeWriter
{
    private const byte EndOfMessage = 0;
    private const int FlushThreshold = 32 * 1024;

    private readonly ArrayBufferWriter<byte> _held = new();
    private ReplyFault? _fault;

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes + _held.WrittenCount;

    /// <summary>Sets what befalls the replies that are written from now on. Nothing may be written and unflushed.</summary>
    public void Set(ReplyFault fault) => _fault = fault;

    public override Memory<byte> GetMemory(int sizeHint = 0) => _fault is null ? inner.GetMemory(sizeHint) : _held.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _fault is null ? inner.GetSpan(sizeHint) : _held.GetSpan(sizeHint);

    public override void Advance(int bytes)
    {
        if (_fault is null)
        {
            inner.Advance(bytes);
        }
        else
        {
            _held.Advance(bytes);
        }
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
        _fault is null || _held.WrittenCount == 0 ? inner.FlushAsync(cancellationToken) : SendAsync(_fault, cancellationToken);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    private async ValueTask<FlushResult> SendAsync(ReplyFault fault, CancellationToken cancellationToken)
    {
        if (fault.IsOver)
        {
            throw new IOException("The connection was cut before, as planned.");
        }

        byte[] bytes = _held.WrittenSpan.ToArray();
        _held.ResetWrittenCount();
        return fault.Copies > 0
            ? await SendCopiesAsync(fault, bytes, cancellationToken).ConfigureAwait(false)
            : await SendUpToCutAsync(fault, bytes, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<FlushResult> SendUpToCutAsync(ReplyFault fault, byte[] bytes, CancellationToken cancellationToken)
    {
        int count = fault.Allowance(bytes);
        if (fault.IsOver)
        {
            fault.Begin();
        }

        FlushResult result = await WriteThroughAsync(bytes.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
        if (!fault.IsOver)
        {
            return result;
        }

        await close().ConfigureAwait(false);
        fault.End();
        throw new IOException("The connection was cut, as planned.");
    }

    private async ValueTask<FlushResult> SendCopiesAsync(ReplyFault fault, byte[] bytes, CancellationToken cancellationToken)
    {
        int end = bytes.AsSpan().IndexOf(EndOfMessage) + 1;
        _fault = null;
        fault.Begin();
        fault.End();
        for (int copy = 1; copy < fault.Copies; copy++)
        {
            // As many as fit leave together, the last ones with the original.
            inner.Write(bytes.AsSpan(0, end));
            if (inner.UnflushedBytes > FlushThreshold)
            {
                await FlushInnerAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        return await WriteThroughAsync(bytes, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<FlushResult> WriteThroughAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        inner.Write(bytes.Span);
        return await FlushInnerAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<FlushResult> FlushInnerAsync(CancellationToken cancellationToken)
    {
        FlushResult result = await inner.FlushAsync(cancellationToken).ConfigureAwait(false);
        return result.IsCompleted ? throw new IOException("The client does not read any longer.") : result;
    }
}
