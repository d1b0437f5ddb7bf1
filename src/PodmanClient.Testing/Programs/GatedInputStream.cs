namespace Podman.Testing.Programs;

/// <summary>Reading as a process of a container does it: not while paused, and not after death.</summary>
internal sealed class GatedInputStream(Stream inner, ProcessSpace space) : Stream
{
    private readonly Stream _inner = inner;
    private readonly ProcessSpace _space = space;

    /// <summary>Whether it is the terminal of the container that is read.</summary>
    public bool IsTerminal => _inner is TerminalReader or GatedInputStream { IsTerminal: true };

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
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _space.Killed);
        await _space.Gate.PassAsync(either.Token).ConfigureAwait(false);
        int count = await _inner.ReadAsync(buffer, either.Token).ConfigureAwait(false);
        await _space.Gate.PassAsync(either.Token).ConfigureAwait(false);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
#pragma warning disable RS0030 // A stream has members that do not wait, and programs in containers may use them.
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();
#pragma warning restore RS0030

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
