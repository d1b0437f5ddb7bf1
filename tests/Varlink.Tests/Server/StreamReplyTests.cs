using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Varlink.TestKit;
using Varlink.Transports;

namespace Varlink.Tests.Server;

/// <summary>Answers that are sequences.</summary>
[CancelAfter(30_000)]
public sealed class StreamReplyTests
{
    private const string More = ",\"more\":true";

    [Test]
    public async Task All_items_but_the_last_say_that_more_follows([Values(1, 2, 3, 1000)] int count, CancellationToken token)
    {
        await using var harness = new Harness(new TestService().OnStream("Count", (_, _, _) => Numbers(count)));
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, Harness.Call("Count", "", More), Harness.Call("Count", "", More));

        for (int call = 0; call < 2; call++)
        {
            for (int i = 1; i <= count; i++)
            {
                await client.ExpectAsync(Harness.Reply($"{i}", continues: i < count), token);
            }
        }
    }

    [Test]
    public async Task An_empty_sequence_is_one_reply_without_parameters(CancellationToken token)
    {
        await using var harness = new Harness(new TestService().OnStream("Count", static (_, _, _) => Numbers(0)));
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, Harness.Call("Count", "", More));

        await client.ExpectAsync("{}", token);
    }

    [Test]
    public async Task An_item_is_held_back_until_the_next_one_is_there(CancellationToken token)
    {
        var items = Channel.CreateUnbounded<string>();
        await using var harness = new Harness(new TestService().OnStream("Follow", (_, _, t) => items.Reader.ReadAllAsync(t)));
        PeerConnection client = await harness.ConnectAsync(token);
        await client.SendAsync(token, Harness.Call("Follow", "", More));

        await items.Writer.WriteAsync("1", token);
        Task<string> first = client.ReceiveAsync(token);
        await items.Writer.WriteAsync("2", token);
        Assert.That(await first, Is.EqualTo(Harness.Reply("1", continues: true)));

        items.Writer.Complete();
        await client.ExpectAsync(Harness.Reply("2"), token);
    }

    [Test]
    public async Task An_item_sent_at_once_does_not_wait_for_the_next(CancellationToken token)
    {
        var items = Channel.CreateUnbounded<string>();
        await using var harness = new Harness(new TestService().OnStream("Follow", (_, context, t) => SendAtOnce(items.Reader, context, t)));
        PeerConnection client = await harness.ConnectAsync(token);
        await client.SendAsync(token, Harness.Call("Follow", "", More));

        foreach (string item in (string[])["1", "2", "3"])
        {
            await items.Writer.WriteAsync(item, token);
            await client.ExpectAsync(Harness.Reply(item, continues: true), token);
        }

        await items.Writer.WriteAsync("last", token);
        await client.ExpectAsync(Harness.Reply("last"), token);

        static async IAsyncEnumerable<string> SendAtOnce(
            ChannelReader<string> items, VarlinkCallContext context, [EnumeratorCancellation] CancellationToken token)
        {
            context.SendAtOnce();
            await foreach (string item in items.ReadAllAsync(token))
            {
                if (item == "last")
                {
                    context.CompleteWithNext();
                }

                yield return item;
            }
        }
    }

    [Test]
    public async Task Items_sent_at_once_that_end_without_a_last_one_are_a_fault_of_the_service(CancellationToken token)
    {
        await using var harness = new Harness(new TestService().OnStream("Bad", static (_, context, _) =>
        {
            context.SendAtOnce();
            return Numbers(1);
        }));
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, Harness.Call("Bad", "", More));

        await client.ExpectAsync(Harness.Reply("1", continues: true), token);
        await client.ExpectAsync(Harness.Error("dotnet.varlink.InternalError"), token);
    }

    [Test]
    public async Task A_failure_follows_the_items_before_it([Values(0, 1, 3)] int count, [Values] bool known, CancellationToken token)
    {
        await using var harness = new Harness(new TestService()
            .OnStream("Fail", (_, _, _) => Failing(count, known ? new PermissionDeniedException() : new InvalidOperationException()))
            .On("Echo", static (text, _) => Task.FromResult(text)));
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, Harness.Call("Fail", "", More), Harness.Call("Echo", "next"));

        for (int i = 1; i <= count; i++)
        {
            await client.ExpectAsync(Harness.Reply($"{i}", continues: true), token);
        }

        await client.ExpectAsync(Harness.Error(known ? "org.varlink.service.PermissionDenied" : "dotnet.varlink.InternalError"), token);
        await client.ExpectAsync(Harness.Reply("next"), token);
    }

    [Test]
    public async Task Nobody_gets_more_who_did_not_ask_for_it(CancellationToken token)
    {
        await using var harness = new Harness(new TestService().OnStream("Count", static (_, _, _) => Numbers(3)));
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, Harness.Call("Count"));

        await client.ExpectAsync(Harness.Error("dotnet.varlink.InternalError"), token);
    }

    [Test]
    public async Task Items_that_are_there_at_once_leave_together(CancellationToken token)
    {
        await using var harness = new Harness(new TestService().OnStream("Count", static (_, _, _) => Numbers(100)));
        (VarlinkTransportConnection first, VarlinkTransportConnection second) = MemoryTransport.CreatePair();
        var counted = new ClientSide(second);
        Task serving = harness.Server.ServeAsync(counted);
        var client = new PeerConnection(first);

        await client.SendAsync(token, Harness.Call("Count", "", More));
        for (int i = 1; i <= 100; i++)
        {
            await client.ExpectAsync(Harness.Reply($"{i}", continues: i < 100), token);
        }

        await client.CloseAsync();
        await serving;
        Assert.That(counted.Writes, Is.EqualTo(1));
    }

    [Test]
    public async Task A_slow_reader_slows_the_sequence_down_and_costs_no_memory([Values("memory", "unix")] string kind, CancellationToken token)
    {
        long made = 0;
        string large = new('x', 10_000);
        await using var harness = new Harness(new TestService().OnStream("Flood", (_, _, t) => Flood(t)));
        if (kind == "unix")
        {
            await harness.ListenAsync("unix", token);
        }

        VarlinkTransportConnection transport = await harness.ConnectTransportAsync(token);
        var client = new PeerConnection(transport);
        await client.SendAsync(token, Harness.Call("Flood", "", More));

        // The sequence has no end and makes no pause: were it not slowed down, it would be far ahead after the first replies.
        for (int i = 0; i < 1000; i++)
        {
            await client.ExpectAsync(Harness.Reply(large, continues: true), token);
            long ahead = Interlocked.Read(ref made) - i;
            Assert.That(ahead * large.Length, Is.LessThan(3_000_000), "it lies between both ends");
        }

        await client.CloseAsync();

        async IAsyncEnumerable<string> Flood([EnumeratorCancellation] CancellationToken token)
        {
            while (!token.IsCancellationRequested)
            {
                Interlocked.Increment(ref made);
                yield return large;
            }

            await Task.Yield();
        }
    }

    [Test]
    public async Task A_stream_that_is_abandoned_ends_at_the_service([Values("memory", "unix", "tcp")] string kind, CancellationToken token)
    {
        var ended = new TaskCompletionSource();
        await using var harness = new Harness(new TestService().OnStream("Tick", (_, _, t) => Ticks(t)));
        if (kind != "memory")
        {
            await harness.ListenAsync(kind, token);
        }

        PeerConnection client = await harness.ConnectAsync(token);
        await client.SendAsync(token, Harness.Call("Tick", "", More));
        await client.ExpectAsync(Harness.Reply("tick", continues: true), token);

        await client.CloseAsync();

        await ended.Task.WaitAsync(token);

        async IAsyncEnumerable<string> Ticks([EnumeratorCancellation] CancellationToken token)
        {
            try
            {
                while (true)
                {
                    yield return "tick";
                    await Task.Yield();
                }
            }
            finally
            {
                ended.SetResult();
            }
        }
    }

    [Test]
    public async Task A_silent_stream_that_is_abandoned_is_cancelled([Values("memory", "unix")] string kind, CancellationToken token)
    {
        var ended = new TaskCompletionSource();
        await using var harness = new Harness(new TestService().OnStream("Silent", (_, _, t) => Silence(t)));
        if (kind != "memory")
        {
            await harness.ListenAsync(kind, token);
        }

        PeerConnection client = await harness.ConnectAsync(token);
        await client.SendAsync(token, Harness.Call("Silent", "", More));
        await client.ExpectAsync(Harness.Reply("only", continues: true), token);

        await client.CloseAsync();

        await ended.Task.WaitAsync(token);

        async IAsyncEnumerable<string> Silence([EnumeratorCancellation] CancellationToken token)
        {
            try
            {
                yield return "only";
                yield return "held back";
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                ended.SetResult();
            }
        }
    }

    private static async IAsyncEnumerable<string> Numbers(int count)
    {
        for (int i = 1; i <= count; i++)
        {
            yield return $"{i}";
        }

        await Task.CompletedTask;
    }

    private static async IAsyncEnumerable<string> Failing(int count, Exception failure)
    {
        await foreach (string item in Numbers(count))
        {
            yield return item;
        }

        throw failure;
    }
}
