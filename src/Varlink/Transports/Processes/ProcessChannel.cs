namespace Varlink.Transports;

/// <summary>
/// The bytes of a connection to a program that lives for this connection only: when the connection is closed the program is ended, and
/// where the program ends the connection, the error says what became of it.
/// </summary>
/// <param name="channel">The connection itself.</param>
/// <param name="process">The program at its other end.</param>
/// <param name="endpoint">The address.</param>
/// <param name="ending">How the program is ended.</param>
internal sealed class ProcessChannel(ByteChannel channel, ChildProcess process, string endpoint, ProcessEnding ending) : ByteChannel
{
    /// <summary>
    /// How long to wait, once the connection has ended, to learn how the program did, and for its last words. Both are there at once
    /// where the program ended; the time is only up where it merely hung up.
    /// </summary>
    internal static readonly TimeSpan ExitDelay = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private volatile bool _closed;
    private bool _received;
    private Task? _ended;

    public override bool IsClosedByPeer => process.Exited.IsCompleted || channel.IsClosedByPeer;

    public override async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        int count;
        try
        {
            count = await channel.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e) when (!_closed)
        {
            throw await DescribeAsync(e).ConfigureAwait(false);
        }

        if (count == 0 && !_closed)
        {
            await WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            if (process.Exited.IsCompleted && !_closed)
            {
                ProcessExit exit = await process.Exited.ConfigureAwait(false);
                if (!_received || !exit.IsSuccess)
                {
                    throw new IOException(Describe(exit));
                }
            }
        }

        _received |= count > 0;
        return count;
    }

    public override async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await channel.SendAsync(bytes).ConfigureAwait(false);
        }
        catch (IOException e) when (!_closed)
        {
            throw await DescribeAsync(e).ConfigureAwait(false);
        }
    }

    public override void EndSending() => channel.EndSending();

    public override void Close() => _ = EndAsync(channel.Close);

    public override void Abort() => _ = EndAsync(channel.Abort);

    public override ValueTask CloseAsync() => new(EndAsync(channel.Close));

    private Task EndAsync(Action close)
    {
        _closed = true;
        close();
        lock (_gate)
        {
            return _ended ??= ending.EndAsync(process);
        }
    }

    private async Task<IOException> DescribeAsync(IOException cause)
    {
        await WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        return process.Exited.IsCompleted && !_closed
            ? new IOException(Describe(await process.Exited.ConfigureAwait(false)), cause)
            : cause;
    }

    private async Task WaitForExitAsync(CancellationToken cancellationToken)
    {
        var all = Task.WhenAll(process.Exited, process.Output.Ended);
        await all.WaitAsync(ExitDelay, ending.TimeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private string Describe(ProcessExit exit)
    {
        string output = process.Output.ToString();
        return $"The program of '{endpoint}' {exit}{(_received ? "" : ", without having said anything in varlink")}" +
            (output.Length > 0 ? $". Its last output: {output}" : "");
    }
}
