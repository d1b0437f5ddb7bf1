using Microsoft.Extensions.Time.Testing;
using Varlink.TestKit;

namespace Varlink.Tests.Client;

/// <summary>One timer watches all that a connection waits for: each call still has its own time, and so has a reply that nobody wants any more.</summary>
[CancelAfter(30_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class WatchdogTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly TaskCompletionSource _firstIsThere = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _secondIsThere = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answerFirst = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answerSecond = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Test]
    public async Task The_time_of_a_call_begins_with_itself_and_not_with_the_one_before([Values] bool comes, CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        PeerScript script = peer.OnConnect()
            .Expects(Example.Call(Example.Look, "a")).Signals(_firstIsThere).WaitsFor(_answerFirst.Task).Sends(Example.Reply("1"))
            .Expects(Example.Call(Example.Look, "b")).Signals(_secondIsThere);
        _ = comes ? script.WaitsFor(_answerSecond.Task).Sends(Example.Reply("2")).ExpectsEnd() : script.ExpectsEnd();
        await using VarlinkClient client = Create(peer, callTimeout: 10, drainTimeout: 1);
        Task<string> first = client.CallAsync(Example.Look, "a", token);
        await _firstIsThere.Task.WaitAsync(token);
        Pass(6);
        _answerFirst.SetResult();
        Assert.That(await first, Is.EqualTo("1"));

        Task<string> second = client.CallAsync(Example.Look, "b", token);
        await _secondIsThere.Task.WaitAsync(token);
        Pass(6); // The timer fires, for the first. The second has four seconds left.
        if (comes)
        {
            _answerSecond.SetResult();
            Assert.That(await second, Is.EqualTo("2"));
            await client.DisposeAsync();
        }
        else
        {
            Pass(4);
            var e = await Assert.ThrowsAsync<VarlinkTimeoutException>(() => second);
            Assert.That(e!.Limit, Is.EqualTo(VarlinkTimeLimit.Call));
            Pass(1);
        }

        await peer.VerifyAsync();
    }

    [Test]
    public async Task All_that_are_late_are_told(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Look, "a")).Expects(Example.Call(Example.Look, "b")).Signals(_secondIsThere).ExpectsEnd();
        await using VarlinkClient client = Create(peer, callTimeout: 10, drainTimeout: 1);
        await client.EnsureConnectedAsync(token);
        Task<string> first = client.CallAsync(Example.Look, "a", token);
        Task<string> second = client.CallAsync(Example.Look, "b", token);
        await _secondIsThere.Task.WaitAsync(token);

        Pass(10);

        await Assert.ThrowsAsync<VarlinkTimeoutException>(() => first);
        await Assert.ThrowsAsync<VarlinkTimeoutException>(() => second);
        Pass(1);
        await peer.VerifyAsync();
    }

    [Test]
    public async Task A_reply_that_nobody_wants_has_its_time_from_when_it_was_given_up([Values] bool comes, CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        PeerScript script = peer.OnConnect().Expects(Example.Call(Example.Look, "a")).Signals(_firstIsThere);
        _ = comes
            ? script.WaitsFor(_answerFirst.Task).Sends(Example.Reply("1")).Expects(Example.Call(Example.Look, "b")).Sends(Example.Reply("2")).ExpectsEnd()
            : script.ExpectsEnd();
        await using VarlinkClient client = Create(peer, callTimeout: 7, drainTimeout: 5);
        using var stop = new CancellationTokenSource();
        Task<string> first = client.CallAsync(Example.Look, "a", stop.Token);
        await _firstIsThere.Task.WaitAsync(token);
        Pass(5);
        await stop.CancelAsync();
        await Assert.ThrowsAsync<VarlinkCallCanceledException>(() => first);
        Pass(2); // The timer fires for the call, which is no longer waited for, while three seconds are left for its reply.
        if (comes)
        {
            _answerFirst.SetResult();
            Assert.That(await client.CallAsync(Example.Look, "b", token), Is.EqualTo("2"));
            await client.DisposeAsync();
        }
        else
        {
            Pass(3);
        }

        await peer.VerifyAsync();
    }

    [Test]
    public async Task A_reply_that_nobody_wants_has_no_time_taken_from_it_by_those_before(
        [Values] bool comes, [Values(10, null)] int? callTimeout, CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        PeerScript script = peer.OnConnect()
            .Expects(Example.Call(Example.Look, "a")).Expects(Example.Call(Example.Look, "b")).Signals(_secondIsThere)
            .WaitsFor(_answerFirst.Task).Sends(Example.Reply("1"));
        _ = comes
            ? script.WaitsFor(_answerSecond.Task).Sends(Example.Reply("2")).Expects(Example.Call(Example.Look, "c")).Sends(Example.Reply("3")).ExpectsEnd()
            : script.ExpectsEnd();
        await using VarlinkClient client = Create(peer, callTimeout, drainTimeout: 5);
        await client.EnsureConnectedAsync(token);
        using var stop = new CancellationTokenSource();
        Task<string> first = client.CallAsync(Example.Look, "a", token);
        Task<string> second = client.CallAsync(Example.Look, "b", stop.Token);
        await _secondIsThere.Task.WaitAsync(token);
        Pass(1);
        await stop.CancelAsync();
        await Assert.ThrowsAsync<VarlinkCallCanceledException>(() => second);
        Pass(7);
        _answerFirst.SetResult();
        Assert.That(await first, Is.EqualTo("1"));

        Pass(2); // Where calls have a limit, the timer fires for the first. Only for two seconds has the second held up anybody.
        if (comes)
        {
            _answerSecond.SetResult();
            Assert.That(await client.CallAsync(Example.Look, "c", token), Is.EqualTo("3"));
            await client.DisposeAsync();
        }
        else
        {
            Pass(3);
        }

        await peer.VerifyAsync();
    }

    [Test]
    public async Task Without_limits_everything_is_waited_for(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect()
            .Expects(Example.Call(Example.Look, "a")).Signals(_firstIsThere).WaitsFor(_answerFirst.Task).Sends(Example.Reply("1"))
            .Expects(Example.Call(Example.Look, "b")).Signals(_secondIsThere).WaitsFor(_answerSecond.Task).Sends(Example.Reply("2"))
            .ExpectsEnd();
        await using (VarlinkClient client = Create(peer, callTimeout: null, drainTimeout: null))
        {
            using var stop = new CancellationTokenSource();
            Task<string> first = client.CallAsync(Example.Look, "a", stop.Token);
            await _firstIsThere.Task.WaitAsync(token);
            await stop.CancelAsync();
            await Assert.ThrowsAsync<VarlinkCallCanceledException>(() => first);
            _clock.Advance(TimeSpan.FromDays(100));
            _answerFirst.SetResult();

            Task<string> second = client.CallAsync(Example.Look, "b", token);
            await _secondIsThere.Task.WaitAsync(token);
            _clock.Advance(TimeSpan.FromDays(100));
            _answerSecond.SetResult();
            Assert.That(await second, Is.EqualTo("2"));
        }

        await peer.VerifyAsync();
    }

    private void Pass(int seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>A client with one connection that all calls share.</summary>
    private VarlinkClient Create(ScriptedPeer peer, int? callTimeout, int? drainTimeout) => new(
        peer,
        new VarlinkClientOptions
        {
            CallTimeout = callTimeout is { } call ? TimeSpan.FromSeconds(call) : Timeout.InfiniteTimeSpan,
            DrainTimeout = drainTimeout is { } drain ? TimeSpan.FromSeconds(drain) : Timeout.InfiniteTimeSpan,
            IdleTimeout = Timeout.InfiniteTimeSpan,
            MaxSharedConnections = 1,
            TimeProvider = _clock,
        });
}
