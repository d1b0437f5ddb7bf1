using Varlink.TestKit;
using Varlink.Transports;

namespace Varlink.Tests.Server;

[CancelAfter(30_000)]
public sealed class StopTests
{
    [Test]
    public async Task Idle_connections_are_closed_at_once(CancellationToken token)
    {
        await using Harness harness = Harness.Echo();
        await harness.ListenAsync("unix", token);
        PeerConnection used = await harness.ConnectAsync(token);
        PeerConnection unused = await harness.ConnectAsync(token);
        await used.SendAsync(token, Harness.Call("Echo", "x"));
        await used.ExpectAsync(Harness.Reply("x"), token);

        await harness.Server.StopAsync(token);

        await used.ExpectEndAsync(token);
        await unused.ExpectEndAsync(token);
    }

    [Test]
    public async Task A_call_under_way_is_answered_and_those_behind_it_are_not_begun([Values("memory", "unix")] string kind, CancellationToken token)
    {
        var started = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var harness = new Harness(new TestService().On("Slow", async (text, _) =>
        {
            started.TrySetResult();
            await release.Task;
            return text;
        }));
        if (kind == "unix")
        {
            await harness.ListenAsync(kind, token);
        }

        PeerConnection client = await harness.ConnectAsync(token);
        await client.SendAsync(token, Harness.Call("Slow", "1"), Harness.Call("Slow", "2"));
        await started.Task.WaitAsync(token);

        Task stopping = harness.Server.StopAsync(token);
        release.SetResult();

        await client.ExpectAsync(Harness.Reply("1"), token);
        await client.ExpectEndAsync(token);
        await stopping;
        Assert.That(harness.Service.Called, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_call_that_takes_too_long_is_cancelled(CancellationToken token)
    {
        var clock = new SignallingClock();
        var started = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        await using var harness = new Harness(
            new TestService().On("Forever", async (text, t) =>
            {
                started.SetResult();
                using CancellationTokenRegistration registration = t.Register(cancelled.SetResult);
                await Task.Delay(Timeout.Infinite, t);
                return text;
            }),
            new VarlinkServerOptions { TimeProvider = clock, ShutdownTimeout = TimeSpan.FromMinutes(1) });
        PeerConnection client = await harness.ConnectAsync(token);
        await client.SendAsync(token, Harness.Call("Forever", "", ",\"oneway\":true"));
        await started.Task.WaitAsync(token);

        Task stopping = harness.Server.StopAsync(token);
        await clock.WhenWaitedForAsync(TimeSpan.FromMinutes(1), token);
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.That(cancelled.Task.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromSeconds(1));
        await stopping.WaitAsync(token);
        Assert.That(cancelled.Task.IsCompleted, Is.True);
        await client.ExpectEndAsync(token);
        Assert.That(harness.Logs.Entries.Select(static entry => entry.Id), Does.Contain(2030).And.Not.Contain(2031));
    }

    [Test]
    public async Task The_wait_can_be_shortened(CancellationToken token)
    {
        var started = new TaskCompletionSource();
        await using var harness = new Harness(
            new TestService().On("Forever", async (text, t) =>
            {
                started.SetResult();
                await Task.Delay(Timeout.Infinite, t);
                return text;
            }),
            new VarlinkServerOptions { ShutdownTimeout = Timeout.InfiniteTimeSpan });
        PeerConnection client = await harness.ConnectAsync(token);
        await client.SendAsync(token, Harness.Call("Forever"));
        await started.Task.WaitAsync(token);
        using var impatience = new CancellationTokenSource();

        Task stopping = harness.Server.StopAsync(impatience.Token);
        await impatience.CancelAsync();

        await stopping;
        await client.ExpectEndAsync(token);
    }

    [Test]
    public async Task A_service_that_ignores_its_token_does_not_keep_the_server_from_stopping(CancellationToken token)
    {
        var started = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var harness = new Harness(
            new TestService().On("Deaf", async (text, _) =>
            {
                started.SetResult();
                await release.Task;
                return text;
            }),
            new VarlinkServerOptions { ShutdownTimeout = TimeSpan.Zero });
        PeerConnection client = await harness.ConnectAsync(token);
        await client.SendAsync(token, Harness.Call("Deaf"));
        await started.Task.WaitAsync(token);

        await harness.Server.StopAsync(token);

        await client.ExpectEndAsync(token);
        Assert.That(harness.Logs.Entries.Select(static entry => entry.Id), Does.Contain(2031));
        release.SetResult();
    }

    [Test]
    public async Task A_caller_that_does_not_read_does_not_keep_the_server_from_stopping([Values("memory", "unix")] string kind, CancellationToken token)
    {
        await using var harness = new Harness(
            new TestService().On("Large", static (_, _) => Task.FromResult(new string('x', 10_000_000))),
            new VarlinkServerOptions { ShutdownTimeout = TimeSpan.Zero });
        if (kind == "unix")
        {
            await harness.ListenAsync(kind, token);
        }

        PeerConnection client = await harness.ConnectAsync(token);
        await client.SendAsync(token, Harness.Call("Large"));
        await harness.Service.WhenCalledAsync(token);
        await harness.Server.StopAsync(token);
        Assert.That(harness.Logs.Entries.Select(static entry => entry.Id), Does.Not.Contain(2031));
    }

    [Test]
    public async Task Nothing_can_be_begun_afterwards_and_stopping_twice_is_harmless(CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        await using Harness harness = Harness.Echo();
        IVarlinkConnector inProcess = harness.Server.CreateInProcessConnector();
        string endpoint = await harness.Server.ListenAsync($"unix:{folder["s"]}", token);

        await harness.Server.StopAsync(token);
        await harness.Server.StopAsync(token);
        await harness.Server.DisposeAsync();

        Assert.That(File.Exists(folder["s"]), Is.False);
        Assert.That(async () => await harness.Server.ListenAsync(endpoint, token), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(
            async () => await inProcess.ConnectAsync(token),
            Throws.TypeOf<VarlinkConnectionException>().With.Property("Reason").EqualTo(VarlinkConnectionReason.Refused));
        (VarlinkTransportConnection _, VarlinkTransportConnection other) = MemoryTransport.CreatePair();
        Assert.That(() => harness.Server.ServeAsync(other), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(File.Exists(folder["s"]), Is.False);
    }

    [Test]
    public async Task A_client_that_connects_while_the_server_stops_does_not_hang(CancellationToken token)
    {
        for (int round = 0; round < 50; round++)
        {
            await using Harness harness = Harness.Echo();
            await harness.ListenAsync("unix", token);
            Task client = Task.Run(
                async () =>
                {
                    try
                    {
                        PeerConnection connection = await harness.ConnectAsync(token);
                        await connection.SendAsync(token, Harness.Call("Echo", "x"));
                        await connection.ReceiveAsync(token);
                    }
                    catch (Exception e) when (e is VarlinkConnectionException or IOException or ScriptException)
                    {
                        // Refused, cut off or ended: every end is fine, but waiting is not.
                    }
                },
                token);

            await harness.Server.StopAsync(token);
            await client;
        }
    }
}
