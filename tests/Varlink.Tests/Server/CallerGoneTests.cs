using Varlink.Server;
using Varlink.TestKit;

namespace Varlink.Tests.Server;

/// <summary>What becomes of calls whose caller ends its direction, or closes.</summary>
[CancelAfter(30_000)]
public sealed class CallerGoneTests
{
    [Test]
    public async Task A_client_that_ends_its_direction_gets_all_its_replies(
        [Values("memory", "unix", "tcp")] string kind, CancellationToken token)
    {
        var release = new TaskCompletionSource();
        await using var harness = new Harness(new TestService().On("Wait", async (text, t) =>
        {
            await release.Task.WaitAsync(t);
            return text;
        }));
        PeerConnection client = await ConnectAsync(harness, kind, token);

        await client.SendAsync(token, Harness.Call("Wait", "1"), Harness.Call("Wait", "2"));
        await client.EndSendingAsync();
        await harness.Service.WhenCalledAsync(token);
        release.SetResult();

        await client.ExpectAsync(Harness.Reply("1"), token);
        await client.ExpectAsync(Harness.Reply("2"), token);
        await client.ExpectEndAsync(token);
    }

    [Test]
    public async Task A_call_is_cancelled_when_its_caller_closes([Values("memory", "unix")] string kind, CancellationToken token)
    {
        var cancelled = new TaskCompletionSource();
        await using var harness = new Harness(WaitingService(cancelled));
        PeerConnection client = await ConnectAsync(harness, kind, token);

        await client.SendAsync(token, Harness.Call("Wait"));
        await harness.Service.WhenCalledAsync(token);
        await client.CloseAsync();

        await cancelled.Task.WaitAsync(token);
    }

    [Test]
    public async Task A_call_is_cancelled_when_its_caller_resets([Values("memory", "unix", "tcp")] string kind, CancellationToken token)
    {
        var cancelled = new TaskCompletionSource();
        await using var harness = new Harness(WaitingService(cancelled));
        PeerConnection client = await ConnectAsync(harness, kind, token);

        await client.SendAsync(token, Harness.Call("Wait"));
        await harness.Service.WhenCalledAsync(token);
        client.Abort();

        await cancelled.Task.WaitAsync(token);
    }

    [Test]
    public async Task A_caller_that_ends_its_direction_first_and_closes_later_is_found_out(
        [Values("memory", "unix")] string kind, CancellationToken token)
    {
        var clock = new SignallingClock();
        var cancelled = new TaskCompletionSource();
        await using var harness = new Harness(WaitingService(cancelled), new VarlinkServerOptions { TimeProvider = clock });
        PeerConnection client = await ConnectAsync(harness, kind, token);

        await client.SendAsync(token, Harness.Call("Wait"));
        await client.EndSendingAsync();
        await harness.Service.WhenCalledAsync(token);
        await clock.WhenWaitedForAsync(ServerConnection.PeerCheckInterval, token);
        clock.Advance(ServerConnection.PeerCheckInterval * 3);
        Assert.That(cancelled.Task.IsCompleted, Is.False);

        await client.CloseAsync();
        clock.Advance(ServerConnection.PeerCheckInterval);
        await cancelled.Task.WaitAsync(token);
    }

    [Test]
    public async Task A_caller_that_has_sent_the_next_call_already_is_found_out([Values("memory", "unix")] string kind, CancellationToken token)
    {
        var clock = new SignallingClock();
        var cancelled = new TaskCompletionSource();
        await using var harness = new Harness(
            WaitingService(cancelled).On("Echo", static (text, _) => Task.FromResult(text)), new VarlinkServerOptions { TimeProvider = clock });
        PeerConnection client = await ConnectAsync(harness, kind, token);

        await client.SendAsync(token, Harness.Call("Wait"), Harness.Call("Echo", "next"));
        await harness.Service.WhenCalledAsync(token);
        await clock.WhenWaitedForAsync(ServerConnection.PeerCheckInterval, token);
        await client.CloseAsync();

        clock.Advance(ServerConnection.PeerCheckInterval);
        await cancelled.Task.WaitAsync(token);
        await harness.Service.WhenCalledAsync(token, count: 2);
    }

    [Test]
    public async Task Calls_sent_one_way_are_carried_out_though_their_sender_has_left(
        [Values("memory", "unix", "tcp")] string kind, CancellationToken token)
    {
        var release = new TaskCompletionSource();
        var done = new TaskCompletionSource();
        int count = 0;
        await using var harness = new Harness(new TestService().On("Do", async (text, t) =>
        {
            await release.Task.WaitAsync(t);
            if (Interlocked.Increment(ref count) == 3)
            {
                done.SetResult();
            }

            return text;
        }));
        PeerConnection client = await ConnectAsync(harness, kind, token);
        string call = Harness.Call("Do", "", ",\"oneway\":true");

        await client.SendAsync(token, call, call, call);
        await client.CloseAsync();
        await harness.Service.WhenCalledAsync(token);
        release.SetResult();

        await done.Task.WaitAsync(token);
    }

    [Test]
    public async Task The_next_call_is_read_ahead_in_pieces_and_no_further(CancellationToken token)
    {
        var release = new TaskCompletionSource();
        await using var harness = new Harness(new TestService().On("Wait", async (text, t) =>
        {
            await release.Task.WaitAsync(t);
            return text;
        }).On("Echo", static (text, _) => Task.FromResult(text)));
        PeerConnection client = await ConnectAsync(harness, "memory", token);
        string call = Harness.Call("Wait", new string('x', 50_000));

        await client.SendAsync(token, call);
        await harness.Service.WhenCalledAsync(token);
        Task sending = Task.Run(
            async () =>
            {
                for (int i = 0; i < 20; i++)
                {
                    await client.SendAsync(System.Text.Encoding.UTF8.GetBytes(call + '\0'), 1000, token);
                }
            },
            token);
        await TalkAsync(harness, token);
        Assert.That(sending.IsCompleted, Is.False, "the server does not take in what it cannot answer yet");

        release.SetResult();
        for (int i = 0; i < 21; i++)
        {
            await client.ExpectAsync(Harness.Reply(new string('x', 50_000)), token);
        }

        await sending;
    }

    [Test]
    public async Task A_call_that_is_too_large_is_not_read_ahead_without_end(CancellationToken token)
    {
        var release = new TaskCompletionSource();
        await using var harness = new Harness(
            new TestService().On("Wait", async (text, t) =>
            {
                await release.Task.WaitAsync(t);
                return text;
            }).On("Echo", static (text, _) => Task.FromResult(text)),
            new VarlinkServerOptions { MaxReceivedMessageSize = 1000 });
        PeerConnection client = await ConnectAsync(harness, "memory", token);

        await client.SendAsync(token, Harness.Call("Wait", "1"));
        await harness.Service.WhenCalledAsync(token);
        Task sending = client.SendAsync(new byte[10_000_000].Select(static _ => (byte)' ').ToArray(), 0, token);
        await TalkAsync(harness, token);
        Assert.That(sending.IsCompleted, Is.False);

        release.SetResult();
        await client.ExpectAsync(Harness.Reply("1"), token);
        Assert.That(() => sending, Throws.InstanceOf<IOException>());
    }

    private static TestService WaitingService(TaskCompletionSource cancelled) => new TestService().On("Wait", async (text, t) =>
    {
        try
        {
            await Task.Delay(Timeout.Infinite, t);
        }
        catch (OperationCanceledException)
        {
            cancelled.SetResult();
            throw;
        }

        return text;
    });

    private static async Task<PeerConnection> ConnectAsync(Harness harness, string kind, CancellationToken token)
    {
        if (kind != "memory")
        {
            await harness.ListenAsync(kind, token);
        }

        return await harness.ConnectAsync(token);
    }

    /// <summary>Time enough for the server to do what it must not do: it answers many calls on another connection.</summary>
    private static async Task TalkAsync(Harness harness, CancellationToken token)
    {
        PeerConnection other = await harness.ConnectAsync(token);
        for (int i = 0; i < 500; i++)
        {
            await other.SendAsync(token, Harness.Call("Echo", $"{i}"));
            await other.ExpectAsync(Harness.Reply($"{i}"), token);
        }
    }
}
