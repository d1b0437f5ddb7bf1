using System.Buffers;
using System.IO.Pipelines;
using Varlink.Transports;

namespace Varlink.TestKit;

/// <summary>
/// A service that answers every message with the same bytes, and allocates next to nothing for it: what is left of a measurement is the
/// client's. It serves one connection.
/// </summary>
public sealed class EchoingPeer : IVarlinkConnector
{
    private readonly byte[] _reply;
    private int _connections;

    /// <summary>Makes the peer.</summary>
    /// <param name="reply">The reply, with its NUL.</param>
    public EchoingPeer(byte[] reply) => _reply = reply;

    /// <inheritdoc/>
    public string Endpoint => "echoing:";

    /// <inheritdoc/>
    public ValueTask<VarlinkTransportConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        if (++_connections > 1)
        {
            throw new ScriptException("The peer serves one connection.");
        }

        // What the client sends is answered on its own thread; what it receives comes on another, so that no stack grows.
        var there = new Pipe(new PipeOptions(readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, useSynchronizationContext: false));
        var back = new Pipe(new PipeOptions(readerScheduler: PipeScheduler.ThreadPool, writerScheduler: PipeScheduler.Inline, useSynchronizationContext: false));
        _ = AnswerAsync(there.Reader, back.Writer);
        return ValueTask.FromResult<VarlinkTransportConnection>(new Connection(Endpoint, back.Reader, there.Writer));
    }

    private async Task AnswerAsync(PipeReader input, PipeWriter output)
    {
        while (true)
        {
            ReadResult result = await input.ReadAsync().ConfigureAwait(false);
            int messages = CountMessages(result.Buffer);
            input.AdvanceTo(result.Buffer.End);
            for (int i = 0; i < messages; i++)
            {
                output.Write(_reply);
            }

            await output.FlushAsync().ConfigureAwait(false);
            if (result.IsCompleted)
            {
                await output.CompleteAsync().ConfigureAwait(false);
                return;
            }
        }
    }

    private static int CountMessages(in ReadOnlySequence<byte> bytes)
    {
        int count = 0;
        foreach (ReadOnlyMemory<byte> segment in bytes)
        {
            count += segment.Span.Count((byte)0);
        }

        return count;
    }

    private sealed class Connection(string endpoint, PipeReader input, PipeWriter output) : VarlinkTransportConnection
    {
        public override string Endpoint => endpoint;

        public override PipeReader Input => input;

        public override PipeWriter Output => output;

        public override void Abort()
        {
            input.CancelPendingRead();
            output.Complete();
        }

        public override ValueTask DisposeAsync()
        {
            Abort();
            return default;
        }
    }
}
