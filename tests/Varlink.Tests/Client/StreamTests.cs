using Varlink.TestKit;

namespace Varlink.Tests.Client;

/// <summary>Streams on connections of their own, and on the only connection of a client.</summary>
[TestFixture(false)]
[TestFixture(true)]
[CancelAfter(30_000)]
public class StreamTests(bool singleConnection)
{
    [Test]
    public async Task A_stream_ends_with_the_reply_that_does_not_continue(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect()
            .Expects(Example.Call(Example.Follow, "x", more: true))
            .Sends(Example.Reply("1", continues: true), pieces: 3)
            .SendsTogether(Example.Reply("2", continues: true), Example.Reply("3"))
            .ExpectsEnd();
        await using var client = CreateClient(peer);
        Assert.That(await ReadAsync(client.StreamAsync(Example.Follow, "x", token)), Is.EqualTo(["1", "2", "3"]));
    }

    [Test]
    public async Task A_stream_may_have_one_reply_only(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Follow, "x", more: true)).Sends(Example.Reply("1")).ExpectsEnd();
        await using var client = CreateClient(peer);
        Assert.That(await ReadAsync(client.StreamAsync(Example.Follow, "x", token)), Is.EqualTo(["1"]));
    }

    [Test]
    public async Task A_stream_that_ends_with_an_error_gives_its_items_first(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect()
            .Expects(Example.Call(Example.Build, "x", more: true))
            .SendsTogether(Example.Reply("1", continues: true), Example.Error("no")).ExpectsEnd();
        await using var client = CreateClient(peer);
        var items = new List<string>();

        var e = await Assert.ThrowsAsync<Example.FailedException>(() => ReadAsync(client.StreamAsync(Example.Build, "x", token), items));
        Assert.That(e!.Text, Is.EqualTo("no"));
        Assert.That(items, Is.EqualTo(["1"]));
    }

    [Test]
    public async Task An_error_that_says_it_continues_ends_the_stream_all_the_same(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect()
            .Expects(Example.Call(Example.Build, "x", more: true))
            .Sends("""{"error":"org.example.Failed","continues":true,"parameters":{"text":"no"}}""").ExpectsEnd();
        await using (VarlinkClient client = CreateClient(peer))
        {
            Assert.That(async () => await ReadAsync(client.StreamAsync(Example.Build, "x", token)), Throws.TypeOf<Example.FailedException>());
        }
    }

    [Test]
    public async Task Leaving_a_stream_hangs_up(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Follow, "x", more: true)).Sends(Example.Reply("1", continues: true)).ExpectsEnd();
        await using var client = CreateClient(peer);
        await foreach (string item in client.StreamAsync(Example.Follow, "x", token))
        {
            Assert.That(item, Is.EqualTo("1"));
            break;
        }

        await peer.VerifyAsync();
    }

    [Test]
    public async Task Cancelling_a_stream_ends_it_at_once(CancellationToken token)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Follow, "x", more: true)).Sends(Example.Reply("1", continues: true)).ExpectsEnd();
        await using var client = CreateClient(peer);

        await using IAsyncEnumerator<string> stream = client.StreamAsync(Example.Follow, "x", token).GetAsyncEnumerator(stop.Token);
        Assert.That(await stream.MoveNextAsync(), Is.True);
        ValueTask<bool> next = stream.MoveNextAsync();
        await stop.CancelAsync();
        var e = await Assert.ThrowsAsync<VarlinkCallCanceledException>(async () => await next);
        Assert.That(e!.MayHaveExecuted, Is.True);
    }

    [Test]
    public async Task A_stream_that_breaks_before_its_first_item_begins_anew_where_that_changes_nothing(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Follow, "x", more: true)).Closes();
        peer.OnConnect().Expects(Example.Call(Example.Follow, "x", more: true)).Sends(Example.Reply("1")).ExpectsEnd();
        await using var client = CreateClient(peer);
        Assert.That(await ReadAsync(client.StreamAsync(Example.Follow, "x", token)), Is.EqualTo(["1"]));
    }

    [Test]
    public async Task A_stream_that_breaks_after_its_first_item_does_not(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Follow, "x", more: true)).Sends(Example.Reply("1", continues: true)).Closes();
        await using var client = CreateClient(peer);
        Assert.That(async () => await ReadAsync(client.StreamAsync(Example.Follow, "x", token)), Throws.TypeOf<VarlinkConnectionException>());
    }

    [Test]
    public async Task A_stream_with_effects_is_never_begun_anew(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Build, "x", more: true)).Closes();
        await using var client = CreateClient(peer);
        Assert.That(async () => await ReadAsync(client.StreamAsync(Example.Build, "x", token)), Throws.TypeOf<VarlinkConnectionException>());
    }

    [Test]
    public async Task A_slow_reader_slows_the_service_down(CancellationToken token)
    {
        const int capacity = 4096;
        const int itemSize = 1000;
        string item = new('x', itemSize);
        int sent = 0;
        await using var peer = new ScriptedPeer { Capacity = capacity };
        peer.OnConnect()
            .Expects(Example.Call(Example.Follow, "x", more: true))
            .Repeats(1000, (script, _) => script.Sends(Example.Reply(item, continues: true)).Does("counts", _ => Interlocked.Increment(ref sent)))
            .Sends(Example.Reply("end")).ExpectsEnd();
        await using var client = CreateClient(peer);
        int read = 0;
        await foreach (string _ in client.StreamAsync(Example.Follow, "x", token))
        {
            read++;

            // What the service is ahead lies in the transport, in both directions of buffering, and nowhere else.
            Assert.That(Volatile.Read(ref sent) - read, Is.LessThan(100));
        }

        Assert.That(read, Is.EqualTo(1001));
    }

    [Test]
    public async Task Disposing_the_client_ends_its_streams(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Follow, "x", more: true)).Sends(Example.Reply("1", continues: true)).ExpectsEnd();
        var client = CreateClient(peer);
        await using IAsyncEnumerator<string> stream = client.StreamAsync(Example.Follow, "x", token).GetAsyncEnumerator(token);
        Assert.That(await stream.MoveNextAsync(), Is.True);
        ValueTask<bool> next = stream.MoveNextAsync();
        Task disposing = client.DisposeAsync().AsTask();

        var e = await Assert.ThrowsAsync<VarlinkConnectionException>(async () => await next);
        Assert.That(e!.Reason, Is.EqualTo(VarlinkConnectionReason.ClosedLocally));
        await stream.DisposeAsync();
        await disposing.WaitAsync(token);
    }

    private VarlinkClient CreateClient(ScriptedPeer peer) => new(peer, new VarlinkClientOptions { SingleConnection = singleConnection });

    private static async Task<List<string>> ReadAsync(IAsyncEnumerable<string> stream, List<string>? items = null)
    {
        items ??= [];
        await foreach (string item in stream)
        {
            items.Add(item);
        }

        return items;
    }
}
