using Varlink.TestKit;

namespace Varlink.Tests.Client;

[CancelAfter(30_000)]
public class CallTests
{
    [Test]
    public async Task A_call_gets_its_reply(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect()
            .Expects(Example.Call(Example.Look, "one")).Sends(Example.Reply("1"))
            .Expects(Example.Call(Example.Look, "two")).Sends(Example.Reply("2"))
            .ExpectsEnd();
        await using (var client = new VarlinkClient(peer))
        {
            Assert.That(await client.CallAsync(Example.Look, "one", token), Is.EqualTo("1"));
            Assert.That(await client.CallAsync(Example.Look, "two", token), Is.EqualTo("2"));
        }
    }

    [Test]
    public async Task An_error_reply_is_a_typed_exception_and_the_connection_lives_on(CancellationToken token)
    {
        await using var peer = new ScriptedPeer("unix:/run/example");
        peer.OnConnect()
            .Expects(Example.Call(Example.Change, "one")).Sends(Example.Error("no"))
            .Expects(Example.Call(Example.Change, "two")).Sends("""{"error":"org.other.Strange","parameters":{"why":5}}""")
            .Expects(Example.Call(Example.Change, "three")).Sends(Example.Reply("3"))
            .ExpectsEnd();
        await using (var client = new VarlinkClient(peer))
        {
            var typed = await Assert.ThrowsAsync<Example.FailedException>(() => client.CallAsync(Example.Change, "one", token));
            Assert.That(typed!.Text, Is.EqualTo("no"));
            Assert.That(typed.Message, Is.EqualTo("org.example.Failed: text \"no\" (answer to org.example.Change by unix:/run/example)"));
            Assert.That((typed.Method, typed.Endpoint), Is.EqualTo(("org.example.Change", "unix:/run/example")));

            var unknown = await Assert.ThrowsAsync<VarlinkErrorException>(() => client.CallAsync(Example.Change, "two", token));
            Assert.That(unknown!.ErrorName, Is.EqualTo("org.other.Strange"));
            Assert.That(unknown.Parameters.GetProperty("why").GetInt32(), Is.EqualTo(5));

            Assert.That(await client.CallAsync(Example.Change, "three", token), Is.EqualTo("3"));
        }
    }

    [Test]
    public async Task Calls_that_wait_together_are_written_together_and_answered_in_order(CancellationToken token)
    {
        const int count = 1000;
        string[] calls = [.. Enumerable.Range(0, count).Select(i => Example.Call(Example.Look, $"{i}"))];
        var allCalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        // The first call does not fit into the transport: while its flush waits, all others queue up behind it.
        await using var peer = new ScriptedPeer { Capacity = 16 };
        peer.OnConnect()
            .WaitsFor(allCalled.Task)
            .Repeats(count, (script, i) => script.Expects(calls[i]))
            .SendsTogether([.. Enumerable.Range(0, count).Select(i => Example.Reply($"{i}"))])
            .ExpectsEnd();
        await using (var client = new VarlinkClient(peer, new VarlinkClientOptions { MaxSharedConnections = 1 }))
        {
            await client.EnsureConnectedAsync(token);
            Task<string>[] replies = [.. Enumerable.Range(0, count).Select(i => client.CallAsync(Example.Look, $"{i}", token))];
            allCalled.SetResult();
            Assert.That(await Task.WhenAll(replies), Is.EqualTo(Enumerable.Range(0, count).Select(i => $"{i}")));
            Assert.That(peer.Clients[0].Writes, Is.EqualTo(2));
        }
    }

    [TestCase(1)]
    [TestCase(7)]
    public async Task Replies_in_pieces_are_replies(int pieces, CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect()
            .Expects(Example.Call(Example.Look, "x")).Sends(Example.Reply("one"), pieces)
            .Expects(Example.Call(Example.Look, "y")).Sends(Example.Error("two"), pieces)
            .ExpectsEnd();
        await using (var client = new VarlinkClient(peer))
        {
            Assert.That(await client.CallAsync(Example.Look, "x", token), Is.EqualTo("one"));
            Assert.That(async () => await client.CallAsync(Example.Look, "y", token), Throws.TypeOf<Example.FailedException>());
        }
    }

    [Test]
    public async Task A_wrong_argument_is_refused_before_anything_is_sent(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Change, "fine")).Sends(Example.Reply("1")).ExpectsEnd();
        await using (var client = new VarlinkClient(peer))
        {
            Assert.That(async () => await client.CallAsync(Example.Change, null!, token), Throws.ArgumentNullException);
            Assert.That(await client.CallAsync(Example.Change, "fine", token), Is.EqualTo("1"));
        }
    }

    [Test]
    public async Task A_call_that_is_too_large_is_refused_and_names_the_option(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Change, "fine")).Sends(Example.Reply("1")).ExpectsEnd();
        await using (var client = new VarlinkClient(peer, new VarlinkClientOptions { MaxSentMessageSize = 100 }))
        {
            Assert.That(
                async () => await client.CallAsync(Example.Change, new string('x', 100), token),
                Throws.ArgumentException.With.Message.Contains("MaxSentMessageSize"));
            Assert.That(await client.CallAsync(Example.Change, "fine", token), Is.EqualTo("1"));
        }
    }

    [Test]
    public async Task A_stream_method_is_called_as_what_it_is(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        await using var client = new VarlinkClient(peer);
        Assert.That(() => client.CallAsync(Example.Build, "x", token), Throws.ArgumentException.With.Message.Contains("StreamAsync"));
        Assert.That(() => client.StreamAsync(Example.Look, "x", token), Throws.ArgumentException.With.Message.Contains("CallAsync"));
    }

    [Test]
    public async Task A_disposed_client_takes_no_call(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        var client = new VarlinkClient(peer);
        await client.DisposeAsync();
        await client.DisposeAsync();
        Assert.That(async () => await client.CallAsync(Example.Look, "x", token), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(async () => await client.CallAsync(Example.Change, "x", token), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(async () => await client.StreamAsync(Example.Follow, "x", token).GetAsyncEnumerator(token).MoveNextAsync(), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task A_caller_that_blocks_where_its_reply_was_read_holds_up_nobody(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect()
            .Expects(Example.Call(Example.Look, "a")).Sends(Example.Reply("1"))
            .Expects(Example.Call(Example.Look, "b")).Sends(Example.Reply("2")).ExpectsEnd();
        await using (var client = new VarlinkClient(peer))
        {
            Assert.That(await client.CallAsync(Example.Look, "a", token).ConfigureAwait(false), Is.EqualTo("1"));

            // This runs on the thread that read the reply. The next one must be read all the same.
            Task<string> next = client.CallAsync(Example.Look, "b", token);
            Assert.That(next.Wait(TimeSpan.FromSeconds(20), token), Is.True);
            Assert.That(await next, Is.EqualTo("2"));
        }
    }
}
