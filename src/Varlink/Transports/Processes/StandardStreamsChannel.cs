namespace Varlink.Transports;

/// <summary>The standard output of a program, to receive from, and its standard input, to send to.</summary>
#pragma warning disable CA1001 // The source has no timer and is linked to nothing: there is nothing to free.
internal sealed class StandardStreamsChannel(Stream receiving, Stream sending, string endpoint) : ByteChannel
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _gate = new();
    private bool _sendingEnded;
    private volatile bool _closed;

    /// <summary>A pipe cannot tell; whoever knows the program can.</summary>
    public override bool IsClosedByPeer => false;

    public override async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        try
        {
            return await receiving.ReadAsync(buffer, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (_closed)
        {
            throw Broken(e);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw Broken(e);
        }
    }

    public override async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await sending.WriteAsync(bytes, _closing.Token).ConfigureAwait(false);
            await sending.FlushAsync(_closing.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            throw Broken(e);
        }
    }

    public override void EndSending()
    {
        lock (_gate)
        {
            if (_sendingEnded)
            {
                return;
            }

            _sendingEnded = true;
        }

        try
        {
            sending.Dispose();
        }
        catch (IOException)
        {
            // There is no longer anybody to tell.
        }
    }

    public override void Close() => Abort();

    /// <summary>What was sent lies in the pipe, and the program reads it in any case.</summary>
    public override void Abort()
    {
        if (!_closed)
        {
            _closed = true;
            _closing.Cancel();
            EndSending();
            receiving.Dispose();
        }
    }

    private IOException Broken(Exception cause) => _closed
        ? new IOException($"The connection to {endpoint} is closed on this side.", cause)
        : new IOException($"The connection to {endpoint} broke: {cause.Message}", cause);
}
