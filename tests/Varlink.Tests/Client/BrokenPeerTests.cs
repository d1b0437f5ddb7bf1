using Microsoft.Extensions.Time.Testing;
using Varlink.TestKit;
using Varlink.Transports;

namespace Varlink.Tests.Client;

/// <summary>Peers that hang up, or say what nobody asked for: a typed error, and no caller gets another's reply.</summary>
[CancelAfter(30_000)]
public class BrokenPeerTests
{
    [Test]
    public async Task A_hang_up_before_the_reply_leaves_an_effect_in_doubt(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Change, "x")).Closes();
        await using var client = new VarlinkClient(peer);

        var e = await Assert.ThrowsAsync<VarlinkConnectionException>(() => client.CallAsync(Example.Change, "x", token));

        Assert.That((e!.Reason, e.MayHaveExecuted, e.IsTransient), Is.EqualTo((VarlinkConnectionReason.ClosedByPeer, true, false)));
        Assert.That(e.Message, Does.Contain("org.example.Change").And.Contain("may have been carried out"));
        Assert.That(peer.ConnectionCount, Is.EqualTo(1), "a call with effects must not be sent twice");
    }

    [Test]
    public async Task A_hang_up_before_the_reply_repeats_what_changes_nothing(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Look, "x")).Closes();
        peer.OnConnect().Expects(Example.Call(Example.Look, "x")).Aborts();
        peer.OnConnect().Expects(Example.Call(Example.Look, "x")).Sends(Example.Reply("1")).ExpectsEnd();
        await using (var client = new VarlinkClient(peer))
        {
            Assert.That(await client.CallAsync(Example.Look, "x", token), Is.EqualTo("1"));
        }
    }

    [Test]
    public async Task Repeating_has_an_end(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnEveryOtherConnect(script => script.Expects(Example.Call(Example.Look, "x")).Closes());
        await using var client = new VarlinkClient(peer);

        var e = await Assert.ThrowsAsync<VarlinkConnectionException>(() => client.CallAsync(Example.Look, "x", token));
        Assert.That(e!.CallAttempts, Is.EqualTo(1 + VarlinkResilience.DefaultMaxRetryAttempts));
        Assert.That(e.Message, Does.EndWith("It was tried 4 times."));
        Assert.That(peer.ConnectionCount, Is.EqualTo(1 + VarlinkResilience.DefaultMaxRetryAttempts));
    }

    [Test]
    public async Task A_reply_that_has_begun_is_not_asked_for_again(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Look, "x")).SendsBytes("{\"para"u8.ToArray()).Closes();
        await using var client = new VarlinkClient(peer);

        var e = await Assert.ThrowsAsync<VarlinkConnectionException>(() => client.CallAsync(Example.Look, "x", token));
        Assert.That(e!.Message, Does.Contain("in the middle of its reply"));
    }

    [TestCase("nonsense", "not JSON")]
    [TestCase("[]", "expected an object, found an array")]
    [TestCase("""{"parameters":{"text":5}}""", "at $.parameters.text, expected a string")]
    [TestCase("""{"parameters":{"text":"x"},"continues":true}""", "which nobody asked for")]
    [TestCase("""{"parameters":{"text":"x"}}{}""", "not JSON")]
    public async Task A_reply_that_is_wrong_ends_the_connection_and_says_why(string reply, string why, CancellationToken token)
    {
        await using var peer = new ScriptedPeer("unix:/run/example");
        peer.OnConnect().Expects(Example.Call(Example.Change, "x")).Sends(reply).ExpectsEnd();
        peer.OnConnect().Expects(Example.Call(Example.Change, "y")).Sends(Example.Reply("2")).ExpectsEnd();
        await using (var client = new VarlinkClient(peer))
        {
            var e = await Assert.ThrowsAsync<VarlinkProtocolException>(() => client.CallAsync(Example.Change, "x", token));
            Assert.That(e!.Message, Does.Contain(why).And.Contain("unix:/run/example"));
            Assert.That(e.Method, Is.EqualTo("org.example.Change"));
            Assert.That(await client.CallAsync(Example.Change, "y", token), Is.EqualTo("2"), "the next call has a new connection");
        }
    }

    [Test]
    public async Task A_message_that_nobody_asked_for_ends_the_connection_before_it_reaches_anyone(CancellationToken token)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Change, "x")).SendsTogether(Example.Reply("1"), Example.Reply("stale")).ExpectsEnd().Signals(ended);
        peer.OnConnect().Expects(Example.Call(Example.Change, "y")).Sends(Example.Reply("2")).ExpectsEnd();
        await using (var client = new VarlinkClient(peer))
        {
            Assert.That(await client.CallAsync(Example.Change, "x", token), Is.EqualTo("1"));
            await ended.Task.WaitAsync(token);
            Assert.That(await client.CallAsync(Example.Change, "y", token), Is.EqualTo("2"));
        }
    }

    [Test]
    public async Task The_beginning_of_a_message_that_nobody_asked_for_ends_the_connection_as_well(CancellationToken token)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var peer = new ScriptedPeer();
        peer.OnConnect()
            .Expects(Example.Call(Example.Change, "x")).Sends(Example.Reply("1"))
            .SendsBytes("""{"parameters":{"text":"sta"""u8.ToArray()).ExpectsEnd().Signals(ended);
        peer.OnConnect().Expects(Example.Call(Example.Change, "y")).Sends(Example.Reply("2")).ExpectsEnd();
        await using (var client = new VarlinkClient(peer))
        {
            Assert.That(await client.CallAsync(Example.Change, "x", token), Is.EqualTo("1"));
            await ended.Task.WaitAsync(token);
            Assert.That(await client.CallAsync(Example.Change, "y", token), Is.EqualTo("2"), "the rest of the stale reply could have been taken for this one's");
        }
    }

    [Test]
    public async Task A_reply_before_the_call_reaches_nobody(CancellationToken token)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Sends(Example.Reply("early")).ExpectsEnd().Signals(ended);
        peer.OnConnect().Expects(Example.Call(Example.Look, "x")).Sends(Example.Reply("1")).ExpectsEnd();
        await using (var client = new VarlinkClient(peer))
        {
            await client.EnsureConnectedAsync(token);
            await ended.Task.WaitAsync(token);
            Assert.That(await client.CallAsync(Example.Look, "x", token), Is.EqualTo("1"));
        }
    }

    [Test]
    public async Task A_message_without_end_is_refused_and_names_the_option(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Change, "x")).SendsBytes(new byte[2000].Select(_ => (byte)'{').ToArray()).ExpectsEnd();
        await using var client = new VarlinkClient(peer, new VarlinkClientOptions { MaxReceivedMessageSize = 1000 });

        Assert.That(
            async () => await client.CallAsync(Example.Change, "x", token),
            Throws.TypeOf<VarlinkProtocolException>().With.Message.Contains("MaxReceivedMessageSize"));
    }

    [Test]
    public async Task A_wrong_reply_on_a_shared_connection_costs_the_neighbours_nothing(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect()
            .Expects(Example.Call(Example.Look, "a")).Expects(Example.Call(Example.Look, "b"))
            .SendsTogether("""{"parameters":{"text":5}}""", Example.Reply("b1")).ExpectsEnd();
        peer.OnConnect().Expects(Example.Call(Example.Look, "b")).Sends(Example.Reply("b2")).ExpectsEnd();
        await using (var client = new VarlinkClient(peer))
        {
            await client.EnsureConnectedAsync(token);
            Task<string> first = client.CallAsync(Example.Look, "a", token);
            Task<string> second = client.CallAsync(Example.Look, "b", token);
            Assert.That(async () => await first, Throws.TypeOf<VarlinkProtocolException>());
            Assert.That(await second, Is.EqualTo("b2"), "asked again on another connection");
        }
    }

    [Test]
    public async Task A_service_that_is_starting_is_asked_again(CancellationToken token)
    {
        var refused = new VarlinkConnectionException("refused", VarlinkConnectionReason.Refused, endpoint: "scripted:");
        await using var peer = new ScriptedPeer();
        peer.OnConnectFails(refused);
        peer.OnConnectFails(refused);
        peer.OnConnect().Expects(Example.Call(Example.Change, "x")).Sends(Example.Reply("1")).ExpectsEnd();
        await using (var client = new VarlinkClient(peer))
        {
            Assert.That(await client.CallAsync(Example.Change, "x", token), Is.EqualTo("1"));
        }
    }

    [Test]
    public async Task A_service_that_stays_away_is_given_up_in_time(CancellationToken token)
    {
        var clock = new FakeTimeProvider();
        var connector = new RefusingConnector();
        var options = new VarlinkClientOptions { ConnectRetryPeriod = TimeSpan.FromSeconds(2), TimeProvider = clock };
        await using var client = new VarlinkClient(connector, options);

        Task<string> call = client.CallAsync(Example.Change, "x", token);
        while (!call.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        var e = await Assert.ThrowsAsync<VarlinkConnectionException>(() => call);
        Assert.That((e!.Message, e.Reason, e.Method), Is.EqualTo(("refused", VarlinkConnectionReason.Refused, "org.example.Change")));
        Assert.That(connector.Attempts, Is.GreaterThan(1));
        Assert.That(clock.GetUtcNow() - clock.Start, Is.GreaterThanOrEqualTo(options.ConnectRetryPeriod));
    }

    [Test]
    public async Task A_socket_that_does_not_exist_fails_at_once(CancellationToken token)
    {
        var missing = new VarlinkConnectionException("no such socket", VarlinkConnectionReason.NotFound, endpoint: "scripted:");
        await using var peer = new ScriptedPeer();
        peer.OnConnectFails(missing);
        await using var client = new VarlinkClient(peer);
        Assert.That(
            async () => await client.CallAsync(Example.Look, "x", token),
            Throws.TypeOf<VarlinkConnectionException>().With.Message.EqualTo("no such socket").And.Property("Reason").EqualTo(missing.Reason));
    }

    [Test]
    public async Task A_socket_that_does_not_exist_yet_can_be_waited_for(CancellationToken token)
    {
        var missing = new VarlinkConnectionException("no such socket", VarlinkConnectionReason.NotFound, endpoint: "scripted:");
        await using var peer = new ScriptedPeer();
        peer.OnConnectFails(missing);
        peer.OnConnect().Expects(Example.Call(Example.Look, "x")).Sends(Example.Reply("1")).ExpectsEnd();
        await using (var client = new VarlinkClient(peer, new VarlinkClientOptions { WaitForSocket = true }))
        {
            Assert.That(await client.CallAsync(Example.Look, "x", token), Is.EqualTo("1"));
        }
    }

    private sealed class RefusingConnector : IVarlinkConnector
    {
        public static readonly VarlinkConnectionException Refusal = new("refused", VarlinkConnectionReason.Refused, endpoint: "nowhere:");

        private int _attempts;

        public int Attempts => Volatile.Read(ref _attempts);

        public string Endpoint => "nowhere:";

        public ValueTask<VarlinkTransportConnection> ConnectAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _attempts);
            throw Refusal;
        }
    }
}
