using Microsoft.Extensions.Time.Testing;
using Varlink.TestKit;

namespace Varlink.Tests.Client;

/// <summary>All calls of a client on one connection.</summary>
[CancelAfter(30_000)]
public class SingleConnectionTests
{
    [Test]
    public async Task Calls_of_every_kind_go_over_the_same_connection(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect()
            .Expects(Example.Call(Example.Look, "1")).Sends(Example.Reply("a"))
            .Expects(Example.Call(Example.Change, "2")).Sends(Example.Error("b"))
            .Expects(Example.Call(Example.Follow, "3", more: true)).SendsTogether(Example.Reply("c", continues: true), Example.Reply("d"))
            .Expects("""{"method":"org.example.Change","parameters":{"text":"4"},"oneway":true}""")
            .Expects(Example.Call(Example.Look, "5")).Expects(Example.Call(Example.Change, "6"))
            .SendsTogether(Example.Reply("e"), Example.Reply("f"))
            .Expects(Example.Call(Example.Build, "7", more: true)).SendsTogether(Example.Reply("g", continues: true), Example.Error("h"))
            .Expects(Example.Call(Example.Wait, "8")).Sends(Example.Reply("i"))
            .ExpectsEnd();
        await using (VarlinkClient client = Create(peer))
        {
            await client.EnsureConnectedAsync(token);
            Assert.That(await client.CallAsync(Example.Look, "1", token), Is.EqualTo("a"));
            Assert.That(async () => await client.CallAsync(Example.Change, "2", token), Throws.TypeOf<Example.FailedException>());
            Assert.That(await client.StreamAsync(Example.Follow, "3", token).ToListAsync(token), Is.EqualTo(["c", "d"]));
            await client.SendOnewayAsync(Example.Change, "4", token);
            VarlinkBatch batch = client.CreateBatch();
            Task<string>[] batched = [batch.Add(Example.Look, "5"), batch.Add(Example.Change, "6")];
            await batch.SendAsync(token);
            Assert.That(await Task.WhenAll(batched), Is.EqualTo(["e", "f"]));
            Assert.That(async () => await client.StreamAsync(Example.Build, "7", token).ToListAsync(token), Throws.TypeOf<Example.FailedException>());
            Assert.That(await client.CallAsync(Example.Wait, "8", token), Is.EqualTo("i"));
        }
    }

    [Test]
    public async Task A_call_behind_a_stream_is_not_sent_before_that_has_ended(CancellationToken token)
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var peer = new ScriptedPeer();
        peer.OnConnect()
            .Expects(Example.Call(Example.Follow, "s", more: true)).Sends(Example.Reply("1", continues: true))
            .WaitsFor(release.Task).Sends(Example.Reply("2"))
            .Expects(Example.Call(Example.Look, "x")).Sends(Example.Reply("3"))
            .ExpectsEnd();
        await using (VarlinkClient client = Create(peer))
        {
            await using IAsyncEnumerator<string> stream = client.StreamAsync(Example.Follow, "s", token).GetAsyncEnumerator(token);
            Assert.That(await stream.MoveNextAsync(), Is.True);
            using var stop = new CancellationTokenSource();
            Task<string> givenUp = client.CallAsync(Example.Change, "y", stop.Token);
            Task<string> call = client.CallAsync(Example.Look, "x", token);

            await stop.CancelAsync();
            Assert.That(async () => await givenUp, Throws.InstanceOf<OperationCanceledException>().And.Not.InstanceOf<VarlinkCallCanceledException>());
            Assert.That(call.IsCompleted, Is.False);
            Assert.That(peer.Clients[0].Writes, Is.EqualTo(1), "the stream's call, and nothing else");

            release.SetResult();
            Assert.That(await stream.MoveNextAsync(), Is.True);
            Assert.That(await stream.MoveNextAsync(), Is.False);
            Assert.That(await call, Is.EqualTo("3"));
        }
    }

    [Test]
    public async Task A_call_whose_turn_does_not_come_in_time_says_why(CancellationToken token)
    {
        var clock = new FakeTimeProvider();
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Follow, "s", more: true)).Sends(Example.Reply("1", continues: true)).ExpectsEnd();
        await using VarlinkClient client = Create(peer, clock);
        await using IAsyncEnumerator<string> stream = client.StreamAsync(Example.Follow, "s", token).GetAsyncEnumerator(token);
        await stream.MoveNextAsync();

        Task<string> call = client.CallAsync(Example.Look, "x", token);
        clock.Advance(VarlinkClientOptions.DefaultLeaseTimeout);

        var e = (await Assert.ThrowsAsync<VarlinkTimeoutException>(() => call))!;
        Assert.That(e.MayHaveExecuted, Is.False);
        Assert.That(e.Message, Does.Contain("org.example.Look").And.Contain("LeaseTimeout").And.Contain("SingleConnection"));
    }

    [Test]
    public async Task A_stream_that_is_left_costs_the_connection_and_the_next_call_makes_a_new_one(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Follow, "s", more: true)).Sends(Example.Reply("1", continues: true)).ExpectsEnd();
        peer.OnConnect().Expects(Example.Call(Example.Look, "x")).Sends(Example.Reply("2")).ExpectsEnd();
        await using (VarlinkClient client = Create(peer))
        {
            Assert.That(await client.StreamAsync(Example.Follow, "s", token).FirstAsync(token), Is.EqualTo("1"));
            Assert.That(await client.CallAsync(Example.Look, "x", token), Is.EqualTo("2"));
        }
    }

    [Test]
    public async Task A_call_that_is_given_up_does_not_cost_it_and_the_next_waits_for_its_reply(CancellationToken token)
    {
        using var stop = new CancellationTokenSource();
        var received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var peer = new ScriptedPeer();
        peer.OnConnect()
            .Expects(Example.Call(Example.Change, "x")).Signals(received).WaitsFor(release.Task).Sends(Example.Reply("dropped"))
            .Expects(Example.Call(Example.Follow, "y", more: true)).Sends(Example.Reply("1"))
            .ExpectsEnd();
        await using (VarlinkClient client = Create(peer))
        {
            Task<string> call = client.CallAsync(Example.Change, "x", stop.Token);
            await received.Task.WaitAsync(token);
            await stop.CancelAsync();
            var e = (await Assert.ThrowsAsync<VarlinkCallCanceledException>(() => call))!;
            Assert.That(e.MayHaveExecuted, Is.True);

            Task<List<string>> next = client.StreamAsync(Example.Follow, "y", token).ToListAsync(token).AsTask();
            Assert.That(peer.Clients[0].Writes, Is.EqualTo(1));
            release.SetResult();
            Assert.That(await next, Is.EqualTo(["1"]));
        }
    }

    [Test]
    public async Task A_reply_to_a_call_given_up_that_does_not_come_costs_the_connection(CancellationToken token)
    {
        var clock = new FakeTimeProvider();
        using var stop = new CancellationTokenSource();
        var received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Change, "x")).Signals(received).ExpectsEnd();
        peer.OnConnect().Expects(Example.Call(Example.Change, "y")).Sends(Example.Reply("2")).ExpectsEnd();
        await using (VarlinkClient client = Create(peer, clock))
        {
            Task<string> call = client.CallAsync(Example.Change, "x", stop.Token);
            await received.Task.WaitAsync(token);
            await stop.CancelAsync();
            await Assert.ThrowsAsync<VarlinkCallCanceledException>(() => call);

            Task<string> next = client.CallAsync(Example.Change, "y", token);
            clock.Advance(VarlinkClientOptions.DefaultDrainTimeout);
            Assert.That(await next, Is.EqualTo("2"), "not in doubt: it was not sent before");
        }
    }

    [Test]
    public async Task A_batch_that_is_given_up_does_not_cost_it_either(CancellationToken token)
    {
        using var stop = new CancellationTokenSource();
        var received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var peer = new ScriptedPeer();
        peer.OnConnect()
            .Expects(Example.Call(Example.Look, "1")).Sends(Example.Reply("a"))
            .Expects(Example.Call(Example.Change, "2")).Signals(received).WaitsFor(release.Task)
            .Expects(Example.Call(Example.Change, "3"))
            .SendsTogether(Example.Reply("dropped"), Example.Reply("dropped"))
            .Expects(Example.Call(Example.Look, "4")).Sends(Example.Reply("b"))
            .ExpectsEnd();
        await using (VarlinkClient client = Create(peer))
        {
            VarlinkBatch batch = client.CreateBatch();
            Task<string>[] calls = [batch.Add(Example.Look, "1"), batch.Add(Example.Change, "2"), batch.Add(Example.Change, "3")];
            Task sending = batch.SendAsync(stop.Token);
            Assert.That(await calls[0], Is.EqualTo("a"));
            await received.Task.WaitAsync(token);
            await stop.CancelAsync();
            await sending.WaitAsync(token);
            Assert.That(calls[1..], Has.All.Property(nameof(Task.IsFaulted)).True.Or.All.Property(nameof(Task.IsCanceled)).True);

            Task<string> next = client.CallAsync(Example.Look, "4", token);
            release.SetResult();
            Assert.That(await next, Is.EqualTo("b"));
        }
    }

    [Test]
    public async Task It_is_not_closed_for_being_idle(CancellationToken token)
    {
        var clock = new FakeTimeProvider();
        await using var peer = new ScriptedPeer();
        peer.OnConnect()
            .Expects(Example.Call(Example.Look, "x")).Sends(Example.Reply("1"))
            .Expects(Example.Call(Example.Look, "y")).Sends(Example.Reply("2"))
            .ExpectsEnd();
        await using (VarlinkClient client = Create(peer, clock))
        {
            await client.CallAsync(Example.Look, "x", token);
            clock.Advance(TimeSpan.FromDays(1));
            Assert.That(await client.CallAsync(Example.Look, "y", token), Is.EqualTo("2"));
        }
    }

    [Test]
    public async Task An_upgrade_takes_it_over_with_what_was_read_ahead(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect()
            .Expects(Example.Call(Example.Look, "x")).Sends(Example.Reply("1"))
            .Expects("""{"method":"org.example.Change","parameters":{"text":"u"},"upgrade":true}""")
            .SendsBytes([.. System.Text.Encoding.UTF8.GetBytes(Example.Reply("2")), 0, .. "raw"u8])
            .ExpectsBytes([1, 2, 3])
            .ExpectsEnd();
        peer.OnConnect().Expects(Example.Call(Example.Look, "y")).Sends(Example.Reply("3")).ExpectsEnd();
        await using VarlinkClient client = Create(peer);
        await client.CallAsync(Example.Look, "x", token);

        await using (VarlinkUpgradedConnection<string> upgraded = await client.UpgradeAsync(Example.Change, "u", token))
        {
            Assert.That(upgraded.Reply, Is.EqualTo("2"));
            byte[] raw = new byte[3];
            await upgraded.Stream.ReadExactlyAsync(raw, token);
            Assert.That(raw, Is.EqualTo("raw"u8.ToArray()));
            await upgraded.Stream.WriteAsync(new byte[] { 1, 2, 3 }, token);
            await upgraded.Stream.FlushAsync(token);
            Assert.That(await client.CallAsync(Example.Look, "y", token), Is.EqualTo("3"), "on a new connection");
        }

        await client.DisposeAsync();
        await peer.VerifyAsync();
    }

    [Test]
    public async Task An_upgrade_that_is_refused_leaves_it_in_varlink(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect()
            .Expects("""{"method":"org.example.Change","parameters":{"text":"u"},"upgrade":true}""").Sends(Example.Error("no"))
            .Expects(Example.Call(Example.Look, "y")).Sends(Example.Reply("3"))
            .ExpectsEnd();
        await using (VarlinkClient client = Create(peer))
        {
            Assert.That(async () => await client.UpgradeAsync(Example.Change, "u", token), Throws.TypeOf<Example.FailedException>());
            Assert.That(await client.CallAsync(Example.Look, "y", token), Is.EqualTo("3"));
        }
    }

    [Test]
    public async Task Disposing_the_client_lets_the_call_under_way_finish(CancellationToken token)
    {
        var received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Change, "x")).Signals(received).WaitsFor(release.Task).Sends(Example.Reply("1")).ExpectsEnd();
        VarlinkClient client = Create(peer);
        Task<string> call = client.CallAsync(Example.Change, "x", token);
        await received.Task.WaitAsync(token);

        Task disposing = client.DisposeAsync().AsTask();
        Assert.That(() => client.CallAsync(Example.Look, "y", token), Throws.TypeOf<ObjectDisposedException>());
        release.SetResult();

        Assert.That(await call, Is.EqualTo("1"));
        await disposing.WaitAsync(token);
    }

    private static VarlinkClient Create(ScriptedPeer peer, TimeProvider? clock = null) =>
        new(peer, new VarlinkClientOptions { SingleConnection = true, TimeProvider = clock ?? TimeProvider.System });
}
