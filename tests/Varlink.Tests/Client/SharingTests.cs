using Microsoft.Extensions.Time.Testing;
using Varlink.Client;
using Varlink.TestKit;

namespace Varlink.Tests.Client;

/// <summary>How calls that only read are spread over the connections that they share.</summary>
[CancelAfter(30_000)]
public class SharingTests
{
    // Who has chosen a connection has not sent yet, and others may choose it meanwhile: some more than the limit are no mistake.
    private const int Tolerance = 10;

    [Test]
    public async Task Calls_that_come_together_fill_one_connection_and_then_the_next(CancellationToken token)
    {
        const int Calls = ConnectionPool.MaxPipelined * 7 / 2;
        var service = new CrowdService(Calls);
        await using var client = new VarlinkClient(service);

        Assert.That(await CallAsync(client, Calls, token), Is.All.EqualTo("1"));

        Assert.That(service.Received, Has.Length.EqualTo(4));
        Assert.That(service.Received[..3], Is.All.InRange(ConnectionPool.MaxPipelined, ConnectionPool.MaxPipelined + Tolerance));
    }

    [Test]
    public async Task At_the_limit_the_least_busy_connection_takes_more(CancellationToken token)
    {
        const int Calls = ConnectionPool.MaxPipelined * 4;
        var service = new CrowdService(Calls);
        await using var client = new VarlinkClient(service, new VarlinkClientOptions { MaxSharedConnections = 2 });

        Assert.That(await CallAsync(client, Calls, token), Is.All.EqualTo("1"));

        Assert.That(service.Received, Has.Length.EqualTo(2));
        Assert.That(service.Received, Is.All.InRange((Calls / 2) - Tolerance, (Calls / 2) + Tolerance));
    }

    [Test]
    public async Task A_service_that_takes_no_second_connection_answers_on_the_first(CancellationToken token)
    {
        const int Calls = ConnectionPool.MaxPipelined * 2;
        var service = new CrowdService(Calls) { MaxConnections = 1 };
        await using var client = new VarlinkClient(service, new VarlinkClientOptions { ConnectRetryPeriod = TimeSpan.Zero });

        Assert.That(await CallAsync(client, Calls, token), Is.All.EqualTo("1"));

        Assert.That(service.Received, Is.EqualTo([Calls]));
    }

    [Test]
    public async Task Of_a_slow_service_a_call_is_put_behind_no_more_than_it_answers_in_time(CancellationToken token)
    {
        var clock = new FakeTimeProvider();
        var received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var peer = new ScriptedPeer();
        peer.OnConnect()
            .Expects(Example.Call(Example.Look, "a")).Signals(received).WaitsFor(answered.Task).Sends(Example.Reply("1"))
            .Expects(Example.Call(Example.Look, "b")).Expects(Example.Call(Example.Look, "c"))
            .WaitsFor(release.Task).SendsTogether(Example.Reply("2"), Example.Reply("3")).ExpectsEnd();
        peer.OnConnect().Expects(Example.Call(Example.Look, "d")).Sends(Example.Reply("4")).ExpectsEnd();
        await using (var client = new VarlinkClient(peer, new VarlinkClientOptions { TimeProvider = clock }))
        {
            Task<string> first = client.CallAsync(Example.Look, "a", token);
            await received.Task.WaitAsync(token);
            clock.Advance(ConnectionPool.ResponsiveLimit * 0.75);
            answered.SetResult();
            Assert.That(await first, Is.EqualTo("1"));

            Task<string> second = client.CallAsync(Example.Look, "b", token);
            Task<string> third = client.CallAsync(Example.Look, "c", token);
            Assert.That(await client.CallAsync(Example.Look, "d", token), Is.EqualTo("4"), "the third would wait for 30 ms on the first connection");
            release.SetResult();
            Assert.That(await Task.WhenAll(second, third), Is.EqualTo(["2", "3"]));
        }

        await peer.VerifyAsync();
    }

    [Test]
    public async Task What_has_effects_says_nothing_about_how_fast_reading_is(CancellationToken token)
    {
        var clock = new FakeTimeProvider();
        var received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var peer = new ScriptedPeer();
        peer.OnConnect()
            .Expects(Example.Call(Example.Change, "a")).Signals(received).WaitsFor(answered.Task).Sends(Example.Reply("1"))
            .Expects(Example.Call(Example.Look, "b")).Expects(Example.Call(Example.Look, "c"))
            .SendsTogether(Example.Reply("2"), Example.Reply("3")).ExpectsEnd();
        await using (var client = new VarlinkClient(peer, new VarlinkClientOptions { TimeProvider = clock }))
        {
            Task<string> first = client.CallAsync(Example.Change, "a", token);
            await received.Task.WaitAsync(token);
            clock.Advance(TimeSpan.FromSeconds(10));
            answered.SetResult();
            await first;

            Task<string> second = client.CallAsync(Example.Look, "b", token);
            Task<string> third = client.CallAsync(Example.Look, "c", token);
            Assert.That(await Task.WhenAll(second, third), Is.EqualTo(["2", "3"]));
        }

        await peer.VerifyAsync();
    }

    [Test]
    public async Task A_service_that_hangs_up_on_whoever_comes_is_not_asked_for_ever(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnEveryOtherConnect(static script => script.Closes());
        await using var client = new VarlinkClient(peer);

        var e = await Assert.ThrowsAsync<VarlinkConnectionException>(() => client.CallAsync(Example.Look, "x", token));

        Assert.That(e!.Reason, Is.EqualTo(VarlinkConnectionReason.ClosedByPeer));
        Assert.That(e.CallAttempts, Is.GreaterThan(1), "nothing was sent, so it is made again");
        Assert.That(peer.ConnectionCount, Is.LessThan(10 * e.CallAttempts));
    }

    [Test]
    public void The_pace_is_that_of_the_last_replies()
    {
        var clock = new FakeTimeProvider();
        long millisecond = clock.TimestampFrequency / 1000;
        var pace = new ServicePace(clock);
        Assert.That(pace.Expect(100), Is.EqualTo(TimeSpan.Zero), "nothing is known");

        pace.Note(8 * millisecond);
        Assert.That(pace.Expect(3), Is.EqualTo(TimeSpan.FromMilliseconds(24)));
        pace.Note(0);
        Assert.That(pace.Expect(1), Is.EqualTo(TimeSpan.FromMilliseconds(7)));
        pace.Note(15 * millisecond);
        Assert.That(pace.Expect(1), Is.EqualTo(TimeSpan.FromMilliseconds(8)));
        for (int i = 0; i < 100; i++)
        {
            pace.Note(0);
        }

        Assert.That(pace.Expect(1), Is.LessThan(TimeSpan.FromMicroseconds(2)));
    }

    private static Task<string[]> CallAsync(VarlinkClient client, int calls, CancellationToken token) =>
        Task.WhenAll(Enumerable.Range(0, calls).Select(_ => client.CallAsync(Example.Look, "x", token)));
}
