using Microsoft.Extensions.Time.Testing;
using Varlink.TestKit;
using Varlink.Transports;

namespace Varlink.Tests.Client;

/// <summary>Every wait has its limit, and the exception says which limit passed and which option sets it.</summary>
[CancelAfter(30_000)]
public class TimeLimitTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(7);

    [Test]
    public async Task A_stream_that_does_not_begin(CancellationToken token)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var clock = new FakeTimeProvider();
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Follow, "x", more: true)).Signals(asked).ExpectsEnd();
        await using var client = new VarlinkClient(peer, new VarlinkClientOptions { FirstReplyTimeout = Limit, TimeProvider = clock });
        await using IAsyncEnumerator<string> stream = client.StreamAsync(Example.Follow, "x", token).GetAsyncEnumerator(token);

        ValueTask<bool> first = stream.MoveNextAsync();
        await asked.Task.WaitAsync(token);
        clock.Advance(Limit);

        var e = await Assert.ThrowsAsync<VarlinkTimeoutException>(async () => await first);
        Assert.That((e!.Limit, e.MayHaveExecuted, e.Method), Is.EqualTo((VarlinkTimeLimit.FirstReply, true, "org.example.Follow")));
        Assert.That(e.Message, Does.Contain("7 s").And.Contain("VarlinkClientOptions.FirstReplyTimeout"));
    }

    [Test]
    public async Task A_stream_that_falls_silent(CancellationToken token)
    {
        var clock = new FakeTimeProvider();
        await using var peer = new ScriptedPeer();
        peer.OnConnect()
            .Expects(Example.Call(Example.Follow, "x", more: true))
            .SendsTogether(Example.Reply("1", continues: true), Example.Reply("2", continues: true)).ExpectsEnd();
        await using var client = new VarlinkClient(
            peer, new VarlinkClientOptions { FirstReplyTimeout = Limit / 2, NextReplyTimeout = Limit, TimeProvider = clock });
        await using IAsyncEnumerator<string> stream = client.StreamAsync(Example.Follow, "x", token).GetAsyncEnumerator(token);

        Assert.That(await stream.MoveNextAsync(), Is.True);
        clock.Advance(10 * Limit); // The reader's own time is its own affair.
        Assert.That(await stream.MoveNextAsync(), Is.True);
        ValueTask<bool> third = stream.MoveNextAsync();
        clock.Advance(Limit);

        var e = await Assert.ThrowsAsync<VarlinkTimeoutException>(async () => await third);
        Assert.That(e!.Limit, Is.EqualTo(VarlinkTimeLimit.NextReply));
        Assert.That(e.Message, Does.Contain("VarlinkClientOptions.NextReplyTimeout"));
    }

    [Test]
    public async Task An_upgrade_that_is_not_answered(CancellationToken token)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var clock = new FakeTimeProvider();
        await using var peer = new ScriptedPeer();
        peer.OnConnect().ExpectsJson("""{"method":"org.example.Change","parameters":{"text":"x"},"upgrade":true}""").Signals(asked).ExpectsEnd();
        await using var client = new VarlinkClient(peer, new VarlinkClientOptions { CallTimeout = Limit, TimeProvider = clock });

        Task<VarlinkUpgradedConnection<string>> upgrade = client.UpgradeAsync(Example.Change, "x", token);
        await asked.Task.WaitAsync(token);
        clock.Advance(Limit);

        var e = await Assert.ThrowsAsync<VarlinkTimeoutException>(() => upgrade);
        Assert.That((e!.Limit, e.MayHaveExecuted), Is.EqualTo((VarlinkTimeLimit.Call, true)));
    }

    [Test]
    public async Task A_oneway_call_that_the_peer_does_not_take(CancellationToken token)
    {
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var clock = new FakeTimeProvider();
        await using var peer = new ScriptedPeer { Capacity = 64 };
        string text = new('x', 1000);
        peer.OnConnect().ExpectsBytes("{\"method\""u8.ToArray()).Signals(full).WaitsFor(release.Task).IgnoresTheRest();
        await using var client = new VarlinkClient(peer, new VarlinkClientOptions { CallTimeout = Limit, TimeProvider = clock });

        Task call = client.SendOnewayAsync(Example.Change, text, token);
        await full.Task.WaitAsync(token);
        clock.Advance(Limit);

        var e = await Assert.ThrowsAsync<VarlinkTimeoutException>(() => call);
        Assert.That((e!.Limit, e.MayHaveExecuted), Is.EqualTo((VarlinkTimeLimit.Call, true)));
        release.SetResult();
    }

    [Test]
    public async Task A_call_that_waits_for_a_connection_says_that_nothing_was_sent(CancellationToken token)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var clock = new FakeTimeProvider();
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Change, "x")).Signals(asked).WaitsFor(answer.Task).Sends(Example.Reply("1")).ExpectsEnd();
        await using (var client = new VarlinkClient(
            peer, new VarlinkClientOptions { MaxLeasedConnections = 1, LeaseTimeout = Limit, TimeProvider = clock }))
        {
            Task<string> first = client.CallAsync(Example.Change, "x", token);
            await asked.Task.WaitAsync(token);
            Task<string> second = client.CallAsync(Example.Change, "y", token);
            clock.Advance(Limit);

            var e = await Assert.ThrowsAsync<VarlinkTimeoutException>(() => second);
            Assert.That((e!.Limit, e.MayHaveExecuted), Is.EqualTo((VarlinkTimeLimit.Lease, false)));
            answer.SetResult();
            Assert.That(await first, Is.EqualTo("1"));
        }
    }

    [Test]
    public async Task Disposing_ends_a_call_that_is_still_connecting_alone(CancellationToken token)
    {
        var connector = new NeverConnecting(attempts: 1);
        var client = new VarlinkClient(
            connector,
            new VarlinkClientOptions { SingleConnection = true, DisposeTimeout = TimeSpan.Zero, ConnectTimeout = Timeout.InfiniteTimeSpan });
        Task<string> call = client.CallAsync(Example.Change, "x", token);
        Task<string> behind = client.CallAsync(Example.Look, "x", token);
        await connector.Asked.Task.WaitAsync(token);

        await client.DisposeAsync().AsTask().WaitAsync(token);

        Assert.That(async () => await call.WaitAsync(token), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(async () => await behind.WaitAsync(token), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task Disposing_ends_a_call_that_is_still_connecting(CancellationToken token)
    {
        var connector = new NeverConnecting(attempts: 2);
        var client = new VarlinkClient(connector, new VarlinkClientOptions { DisposeTimeout = TimeSpan.Zero, ConnectTimeout = Timeout.InfiniteTimeSpan });
        Task<string> call = client.CallAsync(Example.Change, "x", token);
        Task<string> shared = client.CallAsync(Example.Look, "x", token);
        await connector.Asked.Task.WaitAsync(token);

        await client.DisposeAsync().AsTask().WaitAsync(token);

        Assert.That(async () => await call.WaitAsync(token), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(async () => await shared.WaitAsync(token), Throws.TypeOf<ObjectDisposedException>());
    }

    private sealed class NeverConnecting(int attempts) : IVarlinkConnector
    {
        private int _asked;

        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Endpoint => "nowhere:";

        public async ValueTask<VarlinkTransportConnection> ConnectAsync(CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _asked) == attempts)
            {
                Asked.SetResult();
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException("not reached");
        }
    }
}
