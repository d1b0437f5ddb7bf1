using System.Buffers;
using System.Text;
using Varlink.Framing;
using Varlink.Transports;

namespace Varlink.Tests.Client;

/// <summary>A service in memory that answers no call before a number of them is there, and counts on which connection each has come.</summary>
internal sealed class CrowdService(int calls) : IVarlinkConnector
{
    private static readonly byte[] Answer = Encoding.UTF8.GetBytes(Example.Reply("1") + "\0");

    private readonly Lock _gate = new();
    private readonly List<int> _received = [];
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Endpoint => "crowd:";

    /// <summary>How many connections are taken; more are refused.</summary>
    public int MaxConnections { get; init; } = int.MaxValue;

    /// <summary>The calls on each connection.</summary>
    public int[] Received
    {
        get
        {
            lock (_gate)
            {
                return [.. _received];
            }
        }
    }

    public ValueTask<VarlinkTransportConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_received.Count == MaxConnections)
            {
                throw new VarlinkConnectionException("full", VarlinkConnectionReason.Refused);
            }

            (VarlinkTransportConnection client, VarlinkTransportConnection server) = MemoryTransport.CreatePair(Endpoint);
            _ = ServeAsync(server, _received.Count);
            _received.Add(0);
            return ValueTask.FromResult(client);
        }
    }

    private async Task ServeAsync(VarlinkTransportConnection connection, int number)
    {
        await Task.Yield();
        Task answering = AnswerAsync(connection, number);
        var frames = new FrameReader(connection.Input, 1 << 20);
        while (await frames.WaitAsync(CancellationToken.None))
        {
            while (frames.TryRead(out ReadOnlySequence<byte> _))
            {
                Count(number);
            }
        }

        await answering;
        await connection.DisposeAsync();
    }

    private async Task AnswerAsync(VarlinkTransportConnection connection, int number)
    {
        await _complete.Task;
        for (int i = Received[number]; i > 0; i--)
        {
            await connection.Output.WriteAsync(Answer);
        }
    }

    private void Count(int number)
    {
        lock (_gate)
        {
            _received[number]++;
            if (_received.Sum() >= calls)
            {
                _complete.TrySetResult();
            }
        }
    }
}
