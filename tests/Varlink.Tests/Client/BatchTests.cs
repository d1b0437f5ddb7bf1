using Varlink.TestKit;

namespace Varlink.Tests.Client;

[CancelAfter(30_000)]
public class BatchTests
{
    [Test]
    public async Task A_thousand_calls_are_one_write(CancellationToken token)
    {
        const int count = 1000;
        await using var peer = new ScriptedPeer { Capacity = 1 << 20 };
        peer.OnConnect()
            .Repeats(count, (script, i) => script.Expects(Example.Call(Example.Look, $"{i}")))
            .Repeats(count, (script, i) => script.Sends(Example.Reply($"{i}")))
            .ExpectsEnd();
        await using (var client = new VarlinkClient(peer))
        {
            VarlinkBatch batch = client.CreateBatch();
            Task<string>[] replies = [.. Enumerable.Range(0, count).Select(i => batch.Add(Example.Look, $"{i}"))];
            await batch.SendAsync(token);

            Assert.That(await Task.WhenAll(replies), Is.EqualTo(Enumerable.Range(0, count).Select(i => $"{i}")));
            Assert.That(peer.Clients[0].Writes, Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Failures_come_one_by_one(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect()
            .Expects(Example.Call(Example.Change, "a")).Expects(Example.Call(Example.Look, "b")).Expects(Example.Call(Example.Change, "c"))
            .SendsTogether(Example.Reply("1"), Example.Error("no"), Example.Reply("3"))
            .ExpectsEnd();
        await using (var client = new VarlinkClient(peer))
        {
            VarlinkBatch batch = client.CreateBatch();
            Task<string> first = batch.Add(Example.Change, "a");
            Task<string> second = batch.Add(Example.Look, "b");
            Assert.That(() => batch.Add(Example.Change, null!), Throws.ArgumentNullException, "and is not part of it");
            Task<string> third = batch.Add(Example.Change, "c");
            await batch.SendAsync(token);

            Assert.That((await first, await third), Is.EqualTo(("1", "3")));
            Assert.That(async () => await second, Throws.TypeOf<Example.FailedException>());
            Assert.That(() => batch.SendAsync(token), Throws.InvalidOperationException);
        }
    }

    [Test]
    public async Task A_hang_up_in_the_middle_leaves_the_rest_in_doubt_and_repeats_nothing(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Look, "a")).Sends(Example.Reply("1")).Expects(Example.Call(Example.Look, "b")).Closes();
        await using var client = new VarlinkClient(peer);
        VarlinkBatch batch = client.CreateBatch();
        Task<string> first = batch.Add(Example.Look, "a");
        Task<string> second = batch.Add(Example.Look, "b");
        await batch.SendAsync(token);

        Assert.That(await first, Is.EqualTo("1"));
        var e = await Assert.ThrowsAsync<VarlinkConnectionException>(() => second);
        Assert.That(e!.MayHaveExecuted, Is.True);
    }

    [Test]
    public async Task Cancelling_ends_what_is_not_answered(CancellationToken token)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        await using var peer = new ScriptedPeer();
        peer.OnConnect()
            .Expects(Example.Call(Example.Look, "a")).Sends(Example.Reply("1")).Expects(Example.Call(Example.Look, "b")).ExpectsEnd();
        await using var client = new VarlinkClient(peer);
        VarlinkBatch batch = client.CreateBatch();
        Task<string> first = batch.Add(Example.Look, "a");
        Task<string> second = batch.Add(Example.Look, "b");
        Task sending = batch.SendAsync(stop.Token);
        Assert.That(await first, Is.EqualTo("1"));
        await stop.CancelAsync();
        await sending;

        var e = await Assert.ThrowsAsync<VarlinkCallCanceledException>(() => second);
        Assert.That(e!.MayHaveExecuted, Is.True);
    }

    [Test]
    public async Task A_batch_that_finds_no_service_fails_every_call(CancellationToken token)
    {
        var missing = new VarlinkConnectionException("no such socket", VarlinkConnectionReason.NotFound, endpoint: "scripted:");
        await using var peer = new ScriptedPeer();
        peer.OnConnectFails(missing);
        await using var client = new VarlinkClient(peer);
        VarlinkBatch batch = client.CreateBatch();
        Task<string> call = batch.Add(Example.Look, "a");
        await batch.SendAsync(token);
        Assert.That(
            async () => await call,
            Throws.TypeOf<VarlinkConnectionException>().With.Message.EqualTo("no such socket").And.Property("Method").EqualTo("org.example.Look"));
    }

    [Test]
    public async Task An_empty_batch_sends_nothing(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        await using var client = new VarlinkClient(peer);
        await client.CreateBatch().SendAsync(token);
        Assert.That(peer.ConnectionCount, Is.Zero);
    }
}
