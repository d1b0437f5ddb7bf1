using System.IO.Pipelines;

namespace Varlink.TestKit;

/// <summary>Counts flushes that have bytes to send. As with every pipe, writing and starting a flush exclude each other.</summary>
internal sealed class CountingWriter(PipeWriter inner) : PipeWriter
{
    private int _writes;
    private long _bytesWritten;

    public int Writes => Volatile.Read(ref _writes);

    public long BytesWritten => Interlocked.Read(ref _bytesWritten);

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    public override void Advance(int bytes) => inner.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        Count();
        return inner.FlushAsync(cancellationToken);
    }

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null)
    {
        Count();
        inner.Complete(exception);
    }

    public override ValueTask CompleteAsync(Exception? exception = null)
    {
        Count();
        return inner.CompleteAsync(exception);
    }

    private void Count()
    {
        long bytes = inner.UnflushedBytes;
        if (bytes > 0)
        {
            Interlocked.Increment(ref _writes);
            Interlocked.Add(ref _bytesWritten, bytes);
        }
    }
}
