using Varlink.TestKit;

namespace Varlink.Tests.Server;

/// <summary>As many calls at once as <see cref="VarlinkServerOptions.MaxConcurrentCalls"/> allows.</summary>
[CancelAfter(30_000)]
public sealed class CallLimitTests
{
    private const int TooManyCalls = 2004;

    [Test]
    public async Task A_call_too_many_waits_until_one_ends_and_is_answered_then(CancellationToken token)
    {
        var gates = new Gates();
        await using Harness harness = Create(gates, limit: 2);
        PeerConnection[] clients = await ConnectAsync(harness, 3, token);
        await clients[0].SendAsync(token, Harness.Call("Wait", "0"));
        await clients[1].SendAsync(token, Harness.Call("Wait", "1"));
        await gates.WhenBegun("0", token);
        await gates.WhenBegun("1", token);

        await clients[2].SendAsync(token, Harness.Call("Wait", "2"));
        await harness.Logs.WaitForAsync(TooManyCalls, token);
        Assert.That(gates.Begun, Does.Not.Contain("2"));

        gates.Release("1");
        await clients[1].ExpectAsync(Harness.Reply("1"), token);
        await gates.WhenBegun("2", token);
        gates.Release("2");
        await clients[2].ExpectAsync(Harness.Reply("2"), token);
        gates.Release("0");
        await clients[0].ExpectAsync(Harness.Reply("0"), token);
        Assert.That(harness.Logs.Entries.Single(entry => entry.Id == TooManyCalls).Text, Does.Contain("MaxConcurrentCalls"));
    }

    [Test]
    public async Task Replies_to_the_calls_before_do_not_wait_with_it(CancellationToken token)
    {
        var gates = new Gates();
        await using Harness harness = Create(gates, limit: 1);
        PeerConnection[] clients = await ConnectAsync(harness, 2, token);
        await clients[0].SendAsync(token, Harness.Call("Wait", "0"));
        await gates.WhenBegun("0", token);

        const string info = """{"method":"org.varlink.service.GetInfo"}""";
        await clients[1].SendAsync(token, info, info, Harness.Call("Wait", "1"), info);
        Assert.That(await clients[1].ReceiveAsync(token), Does.Contain("org.varlink.service"));
        Assert.That(await clients[1].ReceiveAsync(token), Does.Contain("org.varlink.service"), "the standard interface does not count");

        gates.Release("0");
        await gates.WhenBegun("1", token);
        gates.Release("1");
        await clients[1].ExpectAsync(Harness.Reply("1"), token);
        Assert.That(await clients[1].ReceiveAsync(token), Does.Contain("org.varlink.service"), "in order");
    }

    [Test]
    public async Task A_stream_counts_until_it_begins(CancellationToken token)
    {
        var gates = new Gates();
        await using Harness harness = Create(gates, limit: 1);
        PeerConnection[] clients = await ConnectAsync(harness, 3, token);
        await clients[0].SendAsync(token, Harness.Call("Follow", "a", ",\"more\":true"));
        await clients[1].SendAsync(token, Harness.Call("Follow", "b", ",\"more\":true"));
        await gates.WhenBegun("a", token);
        await gates.WhenBegun("b", token);

        await clients[2].SendAsync(token, Harness.Call("Wait", "c"));
        await gates.WhenBegun("c", token);
        gates.Release("c");
        await clients[2].ExpectAsync(Harness.Reply("c"), token);
        gates.Release("a");
        gates.Release("b");
        await clients[0].ExpectAsync(Harness.Reply("a"), token);
        await clients[1].ExpectAsync(Harness.Reply("b"), token);
    }

    [Test]
    public async Task A_place_is_given_back_however_a_call_ends(CancellationToken token)
    {
        var gates = new Gates();
        await using Harness harness = Create(gates, limit: 1);
        PeerConnection[] clients = await ConnectAsync(harness, 2, token);
        string[] ends = ["Throw", "Forget", "Missing"];
        foreach (string method in ends)
        {
            await clients[0].SendAsync(token, Harness.Call(method));
            Assert.That(await clients[0].ReceiveAsync(token), Does.Contain("error"));
        }

        await clients[0].SendAsync(token, Harness.Call("Wait", "gone"), Harness.Call("Upgrade", "u", ",\"oneway\":true"));
        await gates.WhenBegun("gone", token);
        clients[0].Abort();

        await clients[1].SendAsync(token, Harness.Call("Wait", "next"));
        await gates.WhenBegun("next", token);
        gates.Release("next");
        await clients[1].ExpectAsync(Harness.Reply("next"), token);
    }

    [Test]
    public async Task A_call_whose_sender_leaves_while_it_waits_is_carried_out(CancellationToken token)
    {
        var gates = new Gates();
        await using Harness harness = Create(gates, limit: 1);
        PeerConnection[] clients = await ConnectAsync(harness, 2, token);
        await clients[0].SendAsync(token, Harness.Call("Wait", "0"));
        await gates.WhenBegun("0", token);
        await clients[1].SendAsync(token, Harness.Call("Wait", "1", ",\"oneway\":true"));
        await harness.Logs.WaitForAsync(TooManyCalls, token);
        await clients[1].CloseAsync();

        gates.Release("0");
        await gates.WhenBegun("1", token);
        gates.Release("1");
    }

    [Test]
    public async Task A_stop_does_not_wait_for_calls_that_were_not_begun(CancellationToken token)
    {
        var gates = new Gates();
        await using Harness harness = Create(gates, limit: 1);
        PeerConnection[] clients = await ConnectAsync(harness, 2, token);
        await clients[0].SendAsync(token, Harness.Call("Wait", "0"));
        await gates.WhenBegun("0", token);
        await clients[1].SendAsync(token, Harness.Call("Wait", "1"));
        await harness.Logs.WaitForAsync(TooManyCalls, token);

        Task stopping = harness.Server.StopAsync(token);
        await clients[1].ExpectEndAsync(token);
        Assert.That(stopping.IsCompleted, Is.False);
        gates.Release("0");
        await clients[0].ExpectAsync(Harness.Reply("0"), token);
        await stopping;
        Assert.That(gates.Begun, Does.Not.Contain("1"));
    }

    [Test]
    public async Task Never_more_than_allowed_and_none_is_lost(CancellationToken token)
    {
        const int limit = 3;
        int underWay = 0;
        int most = 0;
        await using var harness = new Harness(
            new TestService().On("Work", async (text, _) =>
            {
                int now = Interlocked.Increment(ref underWay);
                InterlockedMax(ref most, now);
                await Task.Yield();
                Interlocked.Decrement(ref underWay);
                return text;
            }),
            new VarlinkServerOptions { MaxConcurrentCalls = limit });
        PeerConnection[] clients = await ConnectAsync(harness, 20, token);

        await Task.WhenAll(clients.Select((client, number) => Task.Run(
            async () =>
            {
                string[] texts = [.. Enumerable.Range(0, 50).Select(i => $"{number}-{i}")];
                await client.SendAsync(token, [.. texts.Select(text => Harness.Call("Work", text))]);
                foreach (string text in texts)
                {
                    await client.ExpectAsync(Harness.Reply(text), token);
                }
            },
            token)));

        Assert.That(most, Is.InRange(1, limit));
    }

    [Test]
    public void A_limit_of_none_is_refused() =>
        Assert.That(() => new VarlinkServer(new VarlinkServerOptions { MaxConcurrentCalls = 0 }), Throws.TypeOf<ArgumentOutOfRangeException>());

    private static Harness Create(Gates gates, int limit) => new(
        new TestService()
            .On("Wait", gates.PassAsync)
            .OnStream("Follow", (text, _, t) => gates.PassOneAsync(text, t))
            .On("Throw", (string _, CancellationToken _) => throw new InvalidOperationException("no"))
            .On("Forget", (VarlinkServerCall _, CancellationToken _) => Task.CompletedTask),
        new VarlinkServerOptions { MaxConcurrentCalls = limit });

    private static async Task<PeerConnection[]> ConnectAsync(Harness harness, int count, CancellationToken token)
    {
        var clients = new PeerConnection[count];
        for (int i = 0; i < count; i++)
        {
            clients[i] = await harness.ConnectAsync(token);
        }

        return clients;
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < value && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }
}
