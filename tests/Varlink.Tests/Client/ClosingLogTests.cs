using Microsoft.Extensions.Time.Testing;
using Varlink.TestKit;

namespace Varlink.Tests.Client;

/// <summary>How the end of a connection is logged: by what it means to whoever runs the program.</summary>
[CancelAfter(30_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ClosingLogTests : IDisposable
{
    private readonly CapturedLog _log = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly TaskCompletionSource _isThere = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Test]
    public async Task A_warning_where_calls_are_lost(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Change, "x")).Closes();
        await using VarlinkClient client = Create(peer);
        await Assert.ThrowsAsync<VarlinkConnectionException>(() => client.CallAsync(Example.Change, "x", token));
        AssertLogged("Warning 1002 The connection to scripted: was lost with 1 calls under way: ClosedByPeer.");
    }

    [Test]
    public async Task An_error_where_the_service_is_wrong(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Change, "x")).Sends("[]").IgnoresTheRest();
        await using VarlinkClient client = Create(peer);
        await Assert.ThrowsAsync<VarlinkProtocolException>(() => client.CallAsync(Example.Change, "x", token));
        AssertLogged("Error 1003 scripted: broke the protocol. The connection is closed.");
    }

    [Test]
    public async Task A_word_for_debugging_where_nothing_is_lost(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Change, "x")).Sends(Example.Reply("1")).ExpectsEnd();
        await using (VarlinkClient client = Create(peer))
        {
            await client.CallAsync(Example.Change, "x", token);
        }

        AssertLogged("Debug 1001 The connection to scripted: is closed: ClosedLocally.");
    }

    [Test]
    public async Task No_warning_of_a_loss_where_a_call_is_given_up(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Change, "x")).Signals(_isThere).ExpectsEnd();
        await using (VarlinkClient client = Create(peer))
        {
            using var stop = new CancellationTokenSource();
            Task<string> call = client.CallAsync(Example.Change, "x", stop.Token);
            await _isThere.Task.WaitAsync(token);
            await stop.CancelAsync();
            await Assert.ThrowsAsync<VarlinkCallCanceledException>(() => call);
        }

        AssertLogged("Debug 1001 The connection to scripted: is closed: ClosedLocally.");
    }

    [Test]
    public async Task A_warning_where_a_reply_that_nobody_wants_does_not_come(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Look, "x")).Signals(_isThere).ExpectsEnd();
        await using VarlinkClient client = Create(peer);
        using var stop = new CancellationTokenSource();
        Task<string> call = client.CallAsync(Example.Look, "x", stop.Token);
        await _isThere.Task.WaitAsync(token);
        await stop.CancelAsync();
        await Assert.ThrowsAsync<VarlinkCallCanceledException>(() => call);
        _clock.Advance(VarlinkClientOptions.DefaultDrainTimeout);
        await client.DisposeAsync();
        AssertLogged(
            "Warning 1006 scripted: did not answer a call that nobody waits for within 00:00:05. Its connection is closed.",
            "Debug 1001 The connection to scripted: is closed: ClosedLocally.");
    }

    public void Dispose() => _log.Dispose();

    private VarlinkClient Create(ScriptedPeer peer) => new(peer, new VarlinkClientOptions { LoggerFactory = _log, TimeProvider = _clock });

    /// <summary>What was logged behind the making of the connection.</summary>
    private void AssertLogged(params string[] starts)
    {
        string[] lines = [.. _log.Lines.SkipWhile(line => !line.StartsWith("Debug 1000 ", StringComparison.Ordinal)).Skip(1)];
        Assert.That(lines, Has.Length.EqualTo(starts.Length));
        for (int i = 0; i < starts.Length; i++)
        {
            Assert.That(lines[i], Does.StartWith(starts[i]));
        }
    }
}
