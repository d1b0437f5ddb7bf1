using System.Buffers;
using System.Text.Json;
using Varlink.Framing;
using Varlink.Transports;

namespace Varlink.Tests.Client;

/// <summary>
/// A service in memory that answers every call with its own text, in order, and misbehaves now and then: it hangs up before, after and in
/// the middle of replies, answers errors, and sends replies in pieces. What it does is drawn from a seed.
/// </summary>
internal sealed class EchoService(int seed, double faults) : IVarlinkConnector
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);

    public string Endpoint => "echo:";

    public async ValueTask<VarlinkTransportConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        (VarlinkTransportConnection client, VarlinkTransportConnection server) = MemoryTransport.CreatePair(Endpoint);
        await Task.Yield();
        _ = ServeAsync(server);
        return client;
    }

    private async Task ServeAsync(VarlinkTransportConnection connection)
    {
        var frames = new FrameReader(connection.Input, 1 << 20);
        try
        {
            while (await frames.WaitAsync(CancellationToken.None))
            {
                while (frames.TryRead(out ReadOnlySequence<byte> frame))
                {
                    if (!await AnswerAsync(connection, frame.ToArray()))
                    {
                        return;
                    }
                }
            }
        }
        catch (IOException)
        {
            // The client hung up, which it does when a call with effects is cancelled.
        }
        finally
        {
            await connection.DisposeAsync();
        }
    }

    private async Task<bool> AnswerAsync(VarlinkTransportConnection connection, byte[] call)
    {
        using var document = JsonDocument.Parse(call);
        string text = document.RootElement.GetProperty("parameters").GetProperty("text").GetString()!;
        (double fault, int cut) = Draw();
        if (fault < faults * 0.25)
        {
            return false;
        }

        bool error = fault < faults * 0.5;
        byte[] reply = [.. System.Text.Encoding.UTF8.GetBytes(error ? Example.Error(text) : Example.Reply(text)), 0];
        if (fault >= faults * 0.5 && fault < faults * 0.75)
        {
            await connection.Output.WriteAsync(reply.AsMemory(0, cut % reply.Length));
            return false;
        }

        int half = cut % reply.Length;
        await connection.Output.WriteAsync(reply.AsMemory(0, half));
        await connection.Output.WriteAsync(reply.AsMemory(half));

        // The last quarter of the faults: hang up once the reply is out.
        return fault >= faults || error;
    }

    private (double Fault, int Cut) Draw()
    {
        lock (_gate)
        {
            return (_random.NextDouble(), _random.Next(1 << 16));
        }
    }
}
