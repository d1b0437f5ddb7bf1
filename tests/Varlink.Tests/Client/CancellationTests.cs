using Microsoft.Extensions.Time.Testing;
using Varlink.TestKit;

namespace Varlink.Tests.Client;

[CancelAfter(30_000)]
public class CancellationTests
{
    [Test]
    public async Task Before_anything_is_sent_nothing_has_happened(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        await using var client = new VarlinkClient(peer);

        var e = await Assert.CatchAsync<OperationCanceledException>(
            () => client.CallAsync(Example.Change, "x", new CancellationToken(canceled: true)));
        Assert.That(e, Is.Not.InstanceOf<VarlinkCallCanceledException>());
        Assert.That(peer.ConnectionCount, Is.Zero);
    }

    [Test]
    public async Task On_a_shared_connection_the_reply_is_dropped_and_the_neighbours_notice_nothing(CancellationToken token)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        var bothReceived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var peer = new ScriptedPeer();
        peer.OnConnect()
            .Expects(Example.Call(Example.Look, "a")).Expects(Example.Call(Example.Look, "b")).Signals(bothReceived)
            .WaitsFor(cancelled.Task).Sends(Example.Reply("1")).Sends(Example.Reply("2"))
            .Expects(Example.Call(Example.Look, "c")).Sends(Example.Reply("3"))
            .ExpectsEnd();
        await using (var client = new VarlinkClient(peer, new VarlinkClientOptions { MaxSharedConnections = 1 }))
        {
            await client.EnsureConnectedAsync(token);
            Task<string> first = client.CallAsync(Example.Look, "a", stop.Token);
            Task<string> second = client.CallAsync(Example.Look, "b", token);
            await bothReceived.Task.WaitAsync(token);

            await stop.CancelAsync();
            var e = await Assert.ThrowsAsync<VarlinkCallCanceledException>(() => first);
            Assert.That((e!.MayHaveExecuted, e.Method, e.CancellationToken), Is.EqualTo((true, "org.example.Look", stop.Token)));
            Assert.That(first.IsCanceled, Is.True);
            cancelled.SetResult();

            Assert.That(await second, Is.EqualTo("2"));
            Assert.That(await client.CallAsync(Example.Look, "c", token), Is.EqualTo("3"));
        }
    }

    [Test]
    public async Task On_a_connection_of_its_own_the_call_is_hung_up_on([Values] bool longRunning, CancellationToken token)
    {
        VarlinkMethod<string, string> method = longRunning ? Example.Wait : Example.Change;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        var received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(method, "x")).Signals(received).ExpectsEnd();
        peer.OnConnect().Expects(Example.Call(method, "y")).Sends(Example.Reply("2")).ExpectsEnd();
        await using (var client = new VarlinkClient(peer))
        {
            Task<string> call = client.CallAsync(method, "x", stop.Token);
            await received.Task.WaitAsync(token);
            await stop.CancelAsync();

            var e = await Assert.ThrowsAsync<VarlinkCallCanceledException>(() => call);
            Assert.That(e!.MayHaveExecuted, Is.True);
            Assert.That(await client.CallAsync(method, "y", token), Is.EqualTo("2"));
        }
    }

    [Test]
    public async Task A_cancelled_call_whose_reply_never_comes_costs_the_connection(CancellationToken token)
    {
        var clock = new FakeTimeProvider();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        var received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Look, "a")).Signals(received).ExpectsEnd();
        await using var client = new VarlinkClient(peer, new VarlinkClientOptions { TimeProvider = clock });

        Task<string> call = client.CallAsync(Example.Look, "a", stop.Token);
        await received.Task.WaitAsync(token);
        await stop.CancelAsync();
        Assert.That(async () => await call, Throws.TypeOf<VarlinkCallCanceledException>());

        clock.Advance(VarlinkClientOptions.DefaultDrainTimeout - TimeSpan.FromMilliseconds(1));
        Assert.That(peer.Clients[0].IsClosed, Is.False);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await peer.VerifyAsync();
        Assert.That(peer.Clients[0].IsClosed, Is.True);
    }

    [Test]
    public async Task A_call_that_is_not_answered_in_time_says_which_limit_passed([Values] bool shared, CancellationToken token)
    {
        VarlinkMethod<string, string> method = shared ? Example.Look : Example.Change;
        var clock = new FakeTimeProvider();
        var received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(method, "a")).Signals(received).ExpectsEnd();
        await using (var client = new VarlinkClient(peer, new VarlinkClientOptions { TimeProvider = clock, DisposeTimeout = TimeSpan.Zero }))
        {
            Task<string> call = client.CallAsync(method, "a", token);
            await received.Task.WaitAsync(token);
            clock.Advance(VarlinkClientOptions.DefaultCallTimeout - TimeSpan.FromMilliseconds(1));
            Assert.That(call.IsCompleted, Is.False);
            clock.Advance(TimeSpan.FromMilliseconds(1));

            var e = await Assert.ThrowsAsync<VarlinkTimeoutException>(() => call);
            Assert.That(e!.MayHaveExecuted, Is.True);
            Assert.That(e.Message, Does.Contain("CallTimeout").And.Contain("100 s").And.Contain(method.FullName));
        }
    }

    [Test]
    public async Task A_long_running_call_has_all_the_time_there_is(CancellationToken token)
    {
        var clock = new FakeTimeProvider();
        var received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Wait, "a")).Signals(received).WaitsFor(answer.Task).Sends(Example.Reply("1")).ExpectsEnd();
        await using (var client = new VarlinkClient(peer, new VarlinkClientOptions { TimeProvider = clock }))
        {
            Task<string> call = client.CallAsync(Example.Wait, "a", token);
            await received.Task.WaitAsync(token);
            clock.Advance(TimeSpan.FromDays(1));
            answer.SetResult();
            Assert.That(await call, Is.EqualTo("1"));
        }
    }

    [Test]
    public async Task A_cancelled_call_ends_as_cancelled_also_when_its_connection_drops_at_the_same_time(CancellationToken token)
    {
        for (int i = 0; i < 200; i++)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
            var received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var peer = new ScriptedPeer();
            peer.OnConnect().Expects(Example.Call(Example.Change, "x")).Signals(received).Aborts();
            await using var client = new VarlinkClient(peer);
            Task<string> call = client.CallAsync(Example.Change, "x", stop.Token);
            await received.Task.WaitAsync(token);
            await stop.CancelAsync();
            Exception? e = await Assert.CatchAsync(() => call);
            Assert.That(e, Is.InstanceOf<VarlinkCallCanceledException>().Or.InstanceOf<VarlinkConnectionException>());
            if (e is VarlinkConnectionException)
            {
                // The connection was lost, and the caller told so, before the token fired.
                Assert.That(call.IsFaulted, Is.True);
            }
        }
    }
}
