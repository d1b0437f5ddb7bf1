namespace Varlink.Tool.Terminal;

/// <summary>Nobody reads the output any more: <c>varlink ... | head -1</c>.</summary>
internal sealed class OutputClosedException(Exception cause) : Exception("The reader of the output has closed it.", cause);

/// <summary>
/// Bytes to standard output, written as they come. .NET's own stream takes a reader that has gone for one that reads: a program that
/// prints a stream would never end.
/// </summary>
internal sealed class OutputStream(Stream inner) : Stream
{
    private const int EPipe = 32;
    private const int ErrorBrokenPipe = unchecked((int)0x8007006D);
    private const int ErrorNoData = unchecked((int)0x800700E8);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            inner.Write(buffer);
        }
        catch (IOException e) when (e.HResult is EPipe or ErrorBrokenPipe or ErrorNoData)
        {
            throw new OutputClosedException(e);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await inner.WriteAsync(buffer, cancellationToken);
        }
        catch (IOException e) when (e.HResult is EPipe or ErrorBrokenPipe or ErrorNoData)
        {
            throw new OutputClosedException(e);
        }
    }

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
