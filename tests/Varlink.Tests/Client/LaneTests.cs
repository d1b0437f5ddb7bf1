using Microsoft.Extensions.Time.Testing;
using Varlink.TestKit;

namespace Varlink.Tests.Client;

[CancelAfter(30_000)]
public class LaneTests
{
    [Test]
    public async Task A_connection_that_is_idle_serves_the_next_call_of_any_lane(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect()
            .Expects(Example.Call(Example.Change, "a")).Sends(Example.Reply("1"))
            .Expects(Example.Call(Example.Wait, "b")).Sends(Example.Reply("2"))
            .Expects(Example.Call(Example.Look, "c")).Sends(Example.Reply("3"))
            .ExpectsEnd();
        await using (var client = new VarlinkClient(peer))
        {
            Assert.That(await client.CallAsync(Example.Change, "a", token), Is.EqualTo("1"));
            Assert.That(await client.CallAsync(Example.Wait, "b", token), Is.EqualTo("2"));
            Assert.That(await client.CallAsync(Example.Look, "c", token), Is.EqualTo("3"));
        }
    }

    [Test]
    public async Task Calls_with_effects_have_a_connection_each(CancellationToken token)
    {
        var all = new CountdownEvent(3);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var peer = new ScriptedPeer();
        peer.OnEveryOtherConnect(script => script
            .Expects(Example.Call(Example.Change, "x")).Does("counts", _ => { if (all.Signal()) { go.TrySetResult(); } })
            .WaitsFor(go.Task).Sends(Example.Reply("1")).ExpectsEnd());
        await using (var client = new VarlinkClient(peer))
        {
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => client.CallAsync(Example.Change, "x", token)));
        }

        Assert.That(peer.ConnectionCount, Is.EqualTo(3));
    }

    [Test]
    public async Task Waiting_calls_and_streams_delay_nothing(CancellationToken token)
    {
        var never = new TaskCompletionSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        await using var peer = new ScriptedPeer();
        for (int i = 0; i < 10; i++)
        {
            peer.OnConnect().Expects(Example.Call(Example.Wait, "w")).ExpectsEnd();
        }

        peer.OnConnect().Expects(Example.Call(Example.Look, "x")).Sends(Example.Reply("1")).ExpectsEnd();
        var options = new VarlinkClientOptions { MaxLeasedConnections = 1, MaxSharedConnections = 1 };
        await using (var client = new VarlinkClient(peer, options))
        {
            Task<string>[] waiting = [.. Enumerable.Range(0, 10).Select(_ => client.CallAsync(Example.Wait, "w", stop.Token))];
            Assert.That(await client.CallAsync(Example.Look, "x", token), Is.EqualTo("1"));
            Assert.That(waiting, Has.All.Property(nameof(Task.IsCompleted)).False);
            await stop.CancelAsync();
            foreach (Task<string> call in waiting)
            {
                Assert.That(async () => await call, Throws.TypeOf<VarlinkCallCanceledException>());
            }
        }
    }

    [Test]
    public async Task No_call_is_queued_behind_one_that_the_daemon_blocks(CancellationToken token)
    {
        var clock = new FakeTimeProvider();
        var received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Look, "slow")).Signals(received).WaitsFor(release.Task).Sends(Example.Reply("late")).ExpectsEnd();
        peer.OnConnect().Expects(Example.Call(Example.Look, "x")).Sends(Example.Reply("1")).ExpectsEnd();
        await using (var client = new VarlinkClient(peer, new VarlinkClientOptions { TimeProvider = clock }))
        {
            Task<string> slow = client.CallAsync(Example.Look, "slow", token);
            await received.Task.WaitAsync(token);
            clock.Advance(TimeSpan.FromMilliseconds(21));

            Assert.That(await client.CallAsync(Example.Look, "x", token), Is.EqualTo("1"));
            Assert.That(slow.IsCompleted, Is.False);
            release.SetResult();
            Assert.That(await slow, Is.EqualTo("late"));
        }
    }

    [Test]
    public async Task A_call_that_finds_no_free_connection_in_time_was_not_sent(CancellationToken token)
    {
        var clock = new FakeTimeProvider();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        var received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Change, "x")).Signals(received).ExpectsEnd();
        await using (var client = new VarlinkClient(peer, new VarlinkClientOptions { MaxLeasedConnections = 1, TimeProvider = clock }))
        {
            Task<string> first = client.CallAsync(Example.Change, "x", stop.Token);
            await received.Task.WaitAsync(token);
            Task<string> second = client.CallAsync(Example.Change, "y", token);
            clock.Advance(VarlinkClientOptions.DefaultLeaseTimeout);

            var e = await Assert.ThrowsAsync<VarlinkTimeoutException>(() => second);
            Assert.That(e!.MayHaveExecuted, Is.False);
            Assert.That(e.Message, Does.Contain("LeaseTimeout").And.Contain("MaxLeasedConnections"));
            await stop.CancelAsync();
            Assert.That(async () => await first, Throws.TypeOf<VarlinkCallCanceledException>());
        }
    }

    [Test]
    public async Task An_idle_connection_is_closed_after_its_time(CancellationToken token)
    {
        var clock = new FakeTimeProvider();
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Change, "a")).Sends(Example.Reply("1")).ExpectsEnd();
        peer.OnConnect().Expects(Example.Call(Example.Look, "b")).Sends(Example.Reply("2")).ExpectsEnd();
        await using var client = new VarlinkClient(peer, new VarlinkClientOptions { TimeProvider = clock });

        await client.CallAsync(Example.Change, "a", token);
        clock.Advance(VarlinkClientOptions.DefaultIdleTimeout);
        Assert.That(await client.CallAsync(Example.Look, "b", token), Is.EqualTo("2"));
        clock.Advance(VarlinkClientOptions.DefaultIdleTimeout);
        await peer.VerifyAsync();
    }

    [Test]
    public async Task A_connection_that_died_while_it_was_idle_is_not_used(CancellationToken token)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Change, "a")).Sends(Example.Reply("1")).Closes().Signals(closed);
        peer.OnConnect().Expects(Example.Call(Example.Change, "b")).Sends(Example.Reply("2")).ExpectsEnd();
        await using (var client = new VarlinkClient(peer))
        {
            await client.CallAsync(Example.Change, "a", token);
            await closed.Task.WaitAsync(token);
            Assert.That(await client.CallAsync(Example.Change, "b", token), Is.EqualTo("2"), "found dead before it was leased");
        }
    }

    [Test]
    public async Task Disposing_lets_a_call_finish_and_ends_one_that_does_not(CancellationToken token)
    {
        var clock = new FakeTimeProvider();
        var received = new CountdownEvent(2);
        var bothReceived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Count(PeerConnection peer)
        {
            if (received.Signal())
            {
                bothReceived.SetResult();
            }
        }

        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Change, "a")).Does("counts", Count).WaitsFor(release.Task).Sends(Example.Reply("1")).ExpectsEnd();
        peer.OnConnect().Expects(Example.Call(Example.Wait, "b")).Does("counts", Count).ExpectsEnd();
        var client = new VarlinkClient(peer, new VarlinkClientOptions { TimeProvider = clock });
        Task<string> finishing = client.CallAsync(Example.Change, "a", token);
        Task<string> waiting = client.CallAsync(Example.Wait, "b", token);
        await bothReceived.Task.WaitAsync(token);

        Task disposing = client.DisposeAsync().AsTask();
        release.SetResult();
        Assert.That(await finishing, Is.EqualTo("1"));
        Assert.That(disposing.IsCompleted, Is.False);
        clock.Advance(VarlinkClientOptions.DefaultDisposeTimeout);
        await disposing.WaitAsync(token);

        var e = await Assert.ThrowsAsync<VarlinkConnectionException>(() => waiting);
        Assert.That((e!.Reason, e.MayHaveExecuted), Is.EqualTo((VarlinkConnectionReason.ClosedLocally, true)));
    }
}
