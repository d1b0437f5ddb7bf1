using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Varlink.Tests.Transports;

/// <summary>What every kind of connection promises.</summary>
[CancelAfter(30_000)]
[TestFixture(TransportKind.Memory)]
[TestFixture(TransportKind.Unix)]
[TestFixture(TransportKind.Tcp)]
[TestFixture(TransportKind.Tcp6)]
public sealed class TransportContractTests(TransportKind kind)
{
    [Test]
    public async Task Bytes_go_both_ways(CancellationToken token)
    {
        await using TransportPair pair = await TransportPair.CreateAsync(kind, token);

        await pair.Client.Output.WriteAsync("there"u8.ToArray(), token);
        await pair.Server.Output.WriteAsync("back"u8.ToArray(), token);

        Assert.That(await ReadAsync(pair.Server.Input, 5, token), Is.EqualTo("there"));
        Assert.That(await ReadAsync(pair.Client.Input, 4, token), Is.EqualTo("back"));
    }

    [Test]
    public async Task A_side_that_ends_can_still_read(CancellationToken token)
    {
        await using TransportPair pair = await TransportPair.CreateAsync(kind, token);

        pair.Client.Output.Write("call"u8);
        await pair.Client.Output.CompleteAsync();

        Assert.That(await ReadToEndAsync(pair.Server.Input, token), Is.EqualTo("call"));
        Assert.That(pair.Server.IsClosedByPeer, Is.False, "it only sends nothing more");
        await pair.Server.Output.WriteAsync("reply"u8.ToArray(), token);
        Assert.That(await ReadAsync(pair.Client.Input, 5, token), Is.EqualTo("reply"));
    }

    [Test]
    public async Task What_was_flushed_before_a_close_arrives(CancellationToken token)
    {
        await using TransportPair pair = await TransportPair.CreateAsync(kind, token);

        await pair.Client.Output.WriteAsync("unread"u8.ToArray(), token);
        await pair.Server.Output.WriteAsync("last words"u8.ToArray(), token);
        await pair.Server.DisposeAsync();

        Assert.That(await ReadToEndAsync(pair.Client.Input, token), Is.EqualTo("last words"));
    }

    [Test]
    public async Task A_close_of_the_peer_is_told_from_a_half_close(CancellationToken token)
    {
        await using TransportPair pair = await TransportPair.CreateAsync(kind, token);

        Assert.That(pair.Server.IsClosedByPeer, Is.False);
        await pair.Client.DisposeAsync();
        Assert.That(await ReadToEndAsync(pair.Server.Input, token), Is.Empty);

        bool canTell = kind is TransportKind.Memory or TransportKind.Unix;
        Assert.That(pair.Server.IsClosedByPeer, Is.EqualTo(canTell), "TCP finds out when the peer's host refuses what is sent");
    }

    [Test]
    public async Task An_abort_ends_a_read_under_way_on_this_side(CancellationToken token)
    {
        await using TransportPair pair = await TransportPair.CreateAsync(kind, token);
        Task<ReadResult> reading = pair.Client.Input.ReadAsync(token).AsTask();

        pair.Client.Abort();

        Assert.That(() => reading, Throws.InstanceOf<IOException>().With.Message.Contains("closed on this side"));
        Assert.That(async () => await pair.Client.Input.ReadAsync(token), Throws.InstanceOf<IOException>());
        Assert.That(async () => await pair.Client.Output.WriteAsync("x"u8.ToArray(), token), Throws.InstanceOf<IOException>());
    }

    [Test]
    public async Task An_abort_ends_a_write_under_way_on_this_side(CancellationToken token)
    {
        await using TransportPair pair = await TransportPair.CreateAsync(kind, token);
        Task<FlushResult> writing = FillAsync(pair.Client.Output, token);

        pair.Client.Abort();

        Assert.That(() => writing, Throws.InstanceOf<IOException>());
    }

    [Test]
    public async Task An_abort_ends_what_the_peer_does(CancellationToken token)
    {
        await using TransportPair pair = await TransportPair.CreateAsync(kind, token);
        Task<FlushResult> writing = FillAsync(pair.Client.Output, token);
        Task<ReadResult> reading = pair.Client.Input.ReadAsync(token).AsTask();

        pair.Server.Abort();

        Assert.That(() => writing, Throws.InstanceOf<IOException>());
        try
        {
            Assert.That((await reading).IsCompleted, Is.True);
        }
        catch (IOException)
        {
            // A reset: also an end.
        }
    }

    [Test]
    public async Task Aborting_and_disposing_twice_is_harmless(CancellationToken token)
    {
        await using TransportPair pair = await TransportPair.CreateAsync(kind, token);

        pair.Client.Abort();
        pair.Client.Abort();
        await pair.Client.DisposeAsync();
        await pair.Server.DisposeAsync();
        await pair.Server.DisposeAsync();
        pair.Server.Abort();
        pair.Server.Output.Complete();
    }

    [Test]
    public async Task A_cancelled_read_loses_no_byte(CancellationToken token)
    {
        await using TransportPair pair = await TransportPair.CreateAsync(kind, token);
        using var cancel = new CancellationTokenSource();
        Task<ReadResult> reading = pair.Client.Input.ReadAsync(cancel.Token).AsTask();

        await cancel.CancelAsync();

        Assert.That(() => reading, Throws.InstanceOf<OperationCanceledException>());
        await pair.Server.Output.WriteAsync("later"u8.ToArray(), token);
        Assert.That(await ReadAsync(pair.Client.Input, 5, token), Is.EqualTo("later"));
    }

    [Test]
    public async Task A_pending_read_can_be_interrupted(CancellationToken token)
    {
        await using TransportPair pair = await TransportPair.CreateAsync(kind, token);
        Task<ReadResult> reading = pair.Client.Input.ReadAsync(token).AsTask();

        pair.Client.Input.CancelPendingRead();
        Assert.That((await reading).IsCanceled, Is.True);
        pair.Client.Input.AdvanceTo((await reading).Buffer.Start);

        pair.Client.Input.CancelPendingRead();
        ReadResult next = await pair.Client.Input.ReadAsync(token);
        Assert.That(next.IsCanceled, Is.True, "the interrupt waits for the next read");
        pair.Client.Input.AdvanceTo(next.Buffer.Start);

        await pair.Server.Output.WriteAsync("on"u8.ToArray(), token);
        Assert.That(await ReadAsync(pair.Client.Input, 2, token), Is.EqualTo("on"));
    }

    [Test]
    public async Task A_cancelled_flush_stops_the_waiting_and_not_the_writing(CancellationToken token)
    {
        await using TransportPair pair = await TransportPair.CreateAsync(kind, token);
        byte[] much = new byte[16 * 1024 * 1024];
        Random.Shared.NextBytes(much);
        using var cancel = new CancellationTokenSource();
        Task<FlushResult> flushing = pair.Client.Output.WriteAsync(much, cancel.Token).AsTask();

        await cancel.CancelAsync();
        Assert.That(() => flushing, Throws.InstanceOf<OperationCanceledException>());
        pair.Client.Output.Write("end"u8);
        Task<FlushResult> rest = pair.Client.Output.FlushAsync(token).AsTask();

        ReadResult read = await pair.Server.Input.ReadAtLeastAsync(much.Length + 3, token);
        await rest;
        Assert.That(read.Buffer.ToArray().AsSpan().SequenceEqual([.. much, .. "end"u8]), Is.True);
    }

    [Test]
    public async Task Messages_written_while_a_flush_waits_arrive_in_order(CancellationToken token)
    {
        await using TransportPair pair = await TransportPair.CreateAsync(kind, token);
        var expected = new MemoryStream();
        var flushes = new List<Task>();
        for (int i = 0; i < 400; i++)
        {
            byte[] message = new byte[(i * 7919) % 30_000];
            Array.Fill(message, (byte)i);
            expected.Write(message);
            pair.Client.Output.Write(message);
            flushes.Add(pair.Client.Output.FlushAsync(token).AsTask());
        }

        ReadResult read = await pair.Server.Input.ReadAtLeastAsync((int)expected.Length, token);

        Assert.That(read.Buffer.ToArray().AsSpan().SequenceEqual(expected.ToArray()), Is.True);
        await Task.WhenAll(flushes);
    }

    [Test]
    public async Task What_is_at_hand_always_lies_together(CancellationToken token)
    {
        await using TransportPair pair = await TransportPair.CreateAsync(kind, token);
        byte[] sent = new byte[300_000];
        Random.Shared.NextBytes(sent);
        Task<FlushResult> writing = pair.Client.Output.WriteAsync(sent, token).AsTask();
        var received = new MemoryStream();
        var chance = new Random(1);

        while (received.Length < sent.Length)
        {
            ReadResult read = await pair.Server.Input.ReadAsync(token);
            Assert.That(read.Buffer.IsSingleSegment, Is.True);
            ReadOnlySequence<byte> taken = read.Buffer.Slice(0, chance.NextInt64(read.Buffer.Length) + 1);
            received.Write(taken.FirstSpan);
            pair.Server.Input.AdvanceTo(taken.End);
        }

        await writing;
        Assert.That(sent.AsSpan().SequenceEqual(received.ToArray()), Is.True);
    }

    [Test]
    public async Task A_slow_reader_holds_the_writer_back(CancellationToken token)
    {
        await using TransportPair pair = await TransportPair.CreateAsync(kind, token);
        Task<FlushResult> writing = FillAsync(pair.Client.Output, token);
        Assert.That(writing.IsCompleted, Is.False);

        Task ending = Task.Run(
            async () =>
            {
                await writing;
                await pair.Client.Output.CompleteAsync();
            },
            token);
        bool ended = false;
        while (!ended)
        {
            ReadResult read = await pair.Server.Input.ReadAsync(token);
            ended = read.IsCompleted;
            pair.Server.Input.AdvanceTo(read.Buffer.End);
        }

        await ending;
    }

    /// <summary>Writes until the other side would have to read.</summary>
    private static async Task<FlushResult> FillAsync(PipeWriter output, CancellationToken token)
    {
        Task<FlushResult> writing;
        do
        {
            writing = output.WriteAsync(new byte[4 * 1024 * 1024], token).AsTask();
        }
        while (writing.IsCompletedSuccessfully);

        return await writing;
    }

    private static async Task<string> ReadAsync(PipeReader input, int count, CancellationToken token)
    {
        ReadResult read = await input.ReadAtLeastAsync(count, token);
        string text = Encoding.UTF8.GetString(read.Buffer);
        input.AdvanceTo(read.Buffer.End);
        return text;
    }

    private static async Task<string> ReadToEndAsync(PipeReader input, CancellationToken token)
    {
        while (true)
        {
            ReadResult read = await input.ReadAsync(token);
            if (read.IsCompleted)
            {
                string text = Encoding.UTF8.GetString(read.Buffer);
                input.AdvanceTo(read.Buffer.End);
                return text;
            }

            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
