using System.Text;
using Varlink.TestKit;
using Varlink.Transports;

namespace Varlink.Tests.Transports;

/// <summary>A test tool that cannot fail would make every test with it worthless.</summary>
[CancelAfter(30_000)]
public sealed class ScriptedPeerTests
{
    [Test]
    public async Task A_conversation_that_follows_the_script_passes(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects("""{"method":"a.b.C"}""").Sends("{}").ExpectsEnd();

        VarlinkTransportConnection client = await peer.ConnectAsync(token);
        await client.Output.WriteAsync("{\"method\":\"a.b.C\"}\0"u8.ToArray(), token);
        var read = await client.Input.ReadAsync(token);
        Assert.That(Encoding.UTF8.GetString(read.Buffer), Is.EqualTo("{}\0"));
        await client.DisposeAsync();

        await peer.VerifyAsync();
        Assert.That(peer.Clients[0].Writes, Is.EqualTo(1));
    }

    [Test]
    public async Task Another_message_than_expected_fails_with_both_texts(CancellationToken token)
    {
        var peer = new ScriptedPeer();
        peer.OnConnect().Expects("""{"method":"a.b.C"}""");
        VarlinkTransportConnection client = await peer.ConnectAsync(token);
        await client.Output.WriteAsync("{\"method\":\"a.b.D\"}\0"u8.ToArray(), token);

        ScriptException failure = (await Assert.ThrowsAsync<ScriptException>(peer.VerifyAsync))!;

        Assert.That(failure.Message, Does.Contain("step 1 of 1").And.Contain("expected: {\"method\":\"a.b.C\"}").And.Contain("received: {\"method\":\"a.b.D\"}"));
        Assert.That(async () => await client.Input.ReadAsync(token), Throws.InstanceOf<IOException>(), "the client is not left waiting");
        await peer.DisposeAsync();
    }

    [Test]
    public async Task Bytes_beyond_the_script_fail(CancellationToken token)
    {
        var peer = new ScriptedPeer();
        peer.OnConnect().Expects("{}");
        VarlinkTransportConnection client = await peer.ConnectAsync(token);
        await client.Output.WriteAsync("{}\0{\0"u8.ToArray(), token);

        Assert.That(peer.VerifyAsync, Throws.TypeOf<ScriptException>().With.Message.Contains("more came than the script expects"));
        await peer.DisposeAsync();
    }

    [Test]
    public async Task A_message_that_never_comes_fails_and_does_not_hang(CancellationToken token)
    {
        var peer = new ScriptedPeer { StepTimeout = TimeSpan.FromMilliseconds(50) };
        peer.OnConnect().Expects("{}");
        VarlinkTransportConnection client = await peer.ConnectAsync(token);
        await client.Output.WriteAsync("{"u8.ToArray(), token);

        Assert.That(peer.VerifyAsync, Throws.TypeOf<ScriptException>().With.Message.Contains("nothing happened").And.Message.Contains("unread: {"));
        await peer.DisposeAsync();
    }

    [Test]
    public async Task A_connection_without_a_script_fails(CancellationToken token)
    {
        var peer = new ScriptedPeer();

        Assert.That(async () => await peer.ConnectAsync(token), Throws.TypeOf<ScriptException>());
        Assert.That(peer.VerifyAsync, Throws.TypeOf<ScriptException>());
        await peer.DisposeAsync();
    }

    [Test]
    public async Task A_script_whose_connection_is_never_made_fails()
    {
        var peer = new ScriptedPeer();
        peer.OnConnect().Sends("{}");

        Assert.That(peer.VerifyAsync, Throws.TypeOf<ScriptException>().With.Message.Contains("never made"));
        await peer.DisposeAsync();
    }

    [Test]
    public async Task Pieces_are_received_one_by_one([Values(1, 2, 3, 7)] int size, CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().SendsBytes("0123456"u8.ToArray(), size).Closes();
        VarlinkTransportConnection client = await peer.ConnectAsync(token);

        var pieces = new List<string>();
        while (true)
        {
            var read = await client.Input.ReadAsync(token);
            if (read.IsCompleted)
            {
                break;
            }

            pieces.Add(Encoding.UTF8.GetString(read.Buffer));
            client.Input.AdvanceTo(read.Buffer.End);
        }

        Assert.That(pieces, Is.EqualTo("0123456".Chunk(size).Select(static chunk => new string(chunk))));
    }

    [Test]
    public async Task An_abort_lets_the_client_read_what_was_sent_and_then_fails_its_reading(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().SendsBytes("{"u8.ToArray()).Aborts();
        VarlinkTransportConnection client = await peer.ConnectAsync(token);

        var read = await client.Input.ReadAsync(token);
        Assert.That(Encoding.UTF8.GetString(read.Buffer), Is.EqualTo("{"));
        client.Input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        Assert.That(async () => await client.Input.ReadAsync(token), Throws.InstanceOf<IOException>());
    }

    [Test]
    public async Task A_script_stalls_until_it_is_released(CancellationToken token)
    {
        var reached = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Signals(reached).WaitsFor(release.Task).Sends("{}");
        VarlinkTransportConnection client = await peer.ConnectAsync(token);

        await reached.Task.WaitAsync(token);
        Assert.That(client.Input.TryRead(out _), Is.False);
        release.SetResult();

        var read = await client.Input.ReadAsync(token);
        Assert.That(read.Buffer.Length, Is.EqualTo(3));
    }

    [Test]
    public async Task A_cut_ends_the_script_after_exactly_so_many_bytes([Values] Cut cut, CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().CutsAfterSending(4, cut).SendsBytes("ab"u8.ToArray()).SendsBytes("cdef"u8.ToArray()).Expects("never comes so far");
        VarlinkTransportConnection client = await peer.ConnectAsync(token);
        await peer.VerifyAsync();

        string received = "";
        async Task ReadAsync()
        {
            while (true)
            {
                var read = await client.Input.ReadAsync(token);
                received += Encoding.UTF8.GetString(read.Buffer);
                client.Input.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    return;
                }
            }
        }

        Assert.That(ReadAsync, cut == Cut.Close ? Throws.Nothing : Throws.InstanceOf<IOException>());
        Assert.That(received, Is.EqualTo("abcd"));
    }

    [Test]
    public async Task A_split_delivers_the_first_bytes_on_their_own(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().SplitsAt(3).SendsBytes("ab"u8.ToArray()).SendsBytes("cdef"u8.ToArray());
        VarlinkTransportConnection client = await peer.ConnectAsync(token);

        string pieces = "";
        while (!pieces.EndsWith('f'))
        {
            var read = await client.Input.ReadAsync(token);
            pieces += "|" + Encoding.UTF8.GetString(read.Buffer);
            client.Input.AdvanceTo(read.Buffer.End);
        }

        Assert.That(pieces, Is.AnyOf("|abc|def", "|ab|c|def"));
    }

    [Test]
    public async Task A_stall_lasts_until_the_other_side_ends_the_connection(CancellationToken token)
    {
        var stalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var peer = new ScriptedPeer();
        peer.OnConnect().StallsAfterSending(1, stalled).SendsBytes("ab"u8.ToArray()).Expects("never comes so far");
        VarlinkTransportConnection client = await peer.ConnectAsync(token);
        var read = await client.Input.ReadAsync(token);
        Assert.That(Encoding.UTF8.GetString(read.Buffer), Is.EqualTo("a"));
        client.Input.AdvanceTo(read.Buffer.End);
        await stalled.Task.WaitAsync(token);

        Task verified = peer.VerifyAsync();
        Assert.That(verified.IsCompleted, Is.False);
        await client.DisposeAsync();
        await verified;
    }

    [Test]
    public async Task A_script_can_be_the_caller(CancellationToken token)
    {
        (VarlinkTransportConnection caller, VarlinkTransportConnection service) = MemoryTransport.CreatePair();
        Task playing = new PeerScript().Sends("{}").Expects("[]").PlayAsync(caller, token);
        var other = new PeerConnection(service);
        await other.ExpectAsync("{}", token);
        await other.SendAsync(token, "[ ]");
        Assert.That(async () => await playing, Throws.TypeOf<ScriptException>().With.Message.Contains("expected: []"));
    }
}
