using System.Text;
using Microsoft.Extensions.Time.Testing;
using Varlink.TestKit;
using Varlink.Tests.Client;

namespace Varlink.Tests.Hostile;

/// <summary>Services that mean harm to a client: a clear error for the call that met one, bounded memory, and the next call goes through.</summary>
[CancelAfter(30_000)]
public sealed class HostileServiceTests
{
    private const int MaxReceived = 256 * 1024;

    [Test]
    public async Task A_message_without_end_costs_no_more_memory_than_the_limit_allows(CancellationToken token)
    {
        var peer = new ScriptedPeer();
        int sent = 0;
        peer.OnConnect().Expects(Example.Call(Example.Change, "x")).Then("sends without end", async (connection, stop) =>
        {
            byte[] more = [.. Enumerable.Repeat((byte)'x', 4096)];
            while (true)
            {
                await connection.SendAsync(more, 0, stop);
                sent += more.Length;
            }
        });
        peer.OnConnect().Expects(Example.Call(Example.Change, "y")).Sends(Example.Reply("2"));
        await using (var client = new VarlinkClient(peer, new VarlinkClientOptions { MaxReceivedMessageSize = MaxReceived }))
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            Assert.That(
                async () => await client.CallAsync(Example.Change, "x", token),
                Throws.TypeOf<VarlinkProtocolException>().With.Message.Contains("MaxReceivedMessageSize"));
            Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(16 * MaxReceived));
            Assert.That(await client.CallAsync(Example.Change, "y", token), Is.EqualTo("2"));
        }

        Assert.That(peer.VerifyAsync, Throws.TypeOf<ScriptException>().With.Message.Contains("the other side is gone"));
        Assert.That(sent, Is.LessThan(4 * MaxReceived));
        await peer.DisposeAsync();
    }

    [Test]
    public async Task A_stream_without_end_is_not_read_ahead_of_its_reader(CancellationToken token)
    {
        string item = Example.Reply(new string('x', 1000), continues: true);
        int sent = 0;
        var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Follow, "x", more: true)).Then("sends without end", async (connection, stop) =>
        {
            while (true)
            {
                await connection.SendAsync(stop, item);
                Interlocked.Increment(ref sent);
            }
        });
        await using var client = new VarlinkClient(peer);
        int received = 0;
        await foreach (string text in client.StreamAsync(Example.Follow, "x", token))
        {
            int ahead = Volatile.Read(ref sent) - received;
            Assert.That(ahead * item.Length, Is.LessThan(4 * peer.Capacity));
            if (++received == 10_000)
            {
                break;
            }
        }

        Assert.That(peer.VerifyAsync, Throws.TypeOf<ScriptException>().With.Message.Contains("the other side is gone"));
        await peer.DisposeAsync();
    }

    [Test]
    public async Task A_hundred_thousand_empty_replies_of_a_stream_are_as_many_items(CancellationToken token)
    {
        const int Count = 100_000;
        byte[] replies = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"continues\":true}\0", Count)) + "{}\0");
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Follow, "x", more: true)).SendsBytes(replies).ExpectsEnd();
        await using var client = new VarlinkClient(peer);
        int items = 0;
        long before = GC.GetTotalMemory(forceFullCollection: true);
        await foreach (string text in client.StreamAsync(Example.Follow, "x", token))
        {
            items++;
        }

        Assert.That(items, Is.EqualTo(Count + 1));
        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(replies.Length), "nothing of it is kept");
    }

    [Test]
    public async Task A_hundred_thousand_replies_to_one_call_are_one_reply_and_the_end_of_the_connection(CancellationToken token)
    {
        string flood = string.Concat(Enumerable.Repeat("{}\0", 100_000));
        var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Look, "x")).SendsBytes(Encoding.UTF8.GetBytes(flood));
        peer.OnEveryOtherConnect(script => script.Expects(Example.Call(Example.Look, "y")).Sends(Example.Reply("2")).ExpectsEnd());
        await using (var client = new VarlinkClient(peer))
        {
            Assert.That(await client.CallAsync(Example.Look, "x", token), Is.Empty);
            Assert.That(await client.CallAsync(Example.Look, "y", token), Is.EqualTo("2"), "no reply of the flood reaches another call");
        }

        Assert.That(peer.VerifyAsync, Throws.TypeOf<ScriptException>().With.Message.Contains("the other side is gone"));
        await peer.DisposeAsync();
    }

    private static IEnumerable<TestCaseData> Rubbish()
    {
        yield return new TestCaseData(new string('[', 200_000)).SetArgDisplayNames("200,000 brackets");
        yield return new TestCaseData("{\"parameters\":" + string.Concat(Enumerable.Repeat("{\"text\":", 20_000))).SetArgDisplayNames("20,000 objects in each other");
        yield return new TestCaseData("{\"other\":" + new string('[', 200) + new string(']', 200) + "}").SetArgDisplayNames("deeper than allowed, where nobody looks");
        yield return new TestCaseData("""{"parameters":{"text":1e400}}""").SetArgDisplayNames("a number that is too large");
        yield return new TestCaseData("""{"parameters":{"text":"x"},"continues":1e400}""").SetArgDisplayNames("a flag that is a number");
        yield return new TestCaseData("\u007fELF\u0002\u0001\u0001").SetArgDisplayNames("a program");
        yield return new TestCaseData("HTTP/1.1 400 Bad Request\r\n\r\n").SetArgDisplayNames("another protocol");
        yield return new TestCaseData("").SetArgDisplayNames("an empty message");
    }

    [TestCaseSource(nameof(Rubbish))]
    public async Task What_is_no_reply_is_an_error_of_the_one_call_that_it_was_sent_to(string rubbish, CancellationToken token)
    {
        var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Look, "x")).Expects(Example.Call(Example.Look, "y")).Sends(rubbish);
        peer.OnConnect().Expects(Example.Call(Example.Look, "y")).Sends(Example.Reply("2")).ExpectsEnd();
        await using (var client = new VarlinkClient(peer))
        {
            await client.EnsureConnectedAsync(token);
            Task<string> wrong = client.CallAsync(Example.Look, "x", token);
            Task<string> neighbour = client.CallAsync(Example.Look, "y", token);
            Assert.That(async () => await wrong, Throws.TypeOf<VarlinkProtocolException>().With.Message.Contains("org.example.Look"));
            Assert.That(await neighbour, Is.EqualTo("2"), "asked again on another connection");
        }

        await peer.VerifyAsync();
        await peer.DisposeAsync();
    }

    [Test]
    public async Task Where_a_member_stands_twice_the_last_one_counts(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Look, "x"))
            .Sends("""{"parameters":{"text":"a","text":"b"},"parameters":{"text":"c","text":"d"},"continues":true,"continues":false}""").ExpectsEnd();
        await using var client = new VarlinkClient(peer);
        Assert.That(await client.CallAsync(Example.Look, "x", token), Is.EqualTo("d"));
    }

    [Test]
    public async Task A_reply_that_drips_in_does_not_outlast_the_time_limit(CancellationToken token)
    {
        var clock = new FakeTimeProvider();
        var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Change, "x")).Then("drips", async (connection, stop) =>
        {
            while (true)
            {
                await connection.SendAsync(" "u8.ToArray(), pieces: 1, stop);
                clock.Advance(TimeSpan.FromSeconds(1));
            }
        });
        await using (var client = new VarlinkClient(peer, new VarlinkClientOptions { TimeProvider = clock }))
        {
            Assert.That(
                async () => await client.CallAsync(Example.Change, "x", token),
                Throws.TypeOf<VarlinkTimeoutException>().With.Property(nameof(VarlinkTimeoutException.MayHaveExecuted)).True);
        }

        Assert.That(clock.GetUtcNow() - clock.Start, Is.LessThan(2 * VarlinkClientOptions.DefaultCallTimeout));
        Assert.That(peer.VerifyAsync, Throws.TypeOf<ScriptException>().With.Message.Contains("the other side is gone"));
        await peer.DisposeAsync();
    }
}
