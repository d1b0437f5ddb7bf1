using Varlink.TestKit;
using Varlink.Transports;

namespace Varlink.Tests.Server;

/// <summary>The server over real sockets, with many clients.</summary>
[CancelAfter(60_000)]
public sealed class SocketServerTests
{
    [Test]
    public async Task Many_clients_are_served_at_once([Values("unix", "tcp")] string kind, CancellationToken token)
    {
        await using Harness harness = Harness.Echo();
        await harness.ListenAsync(kind, token);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(n => Task.Run(() => ConverseAsync(n), token)));

        async Task ConverseAsync(int n)
        {
            PeerConnection client = await harness.ConnectAsync(token);
            for (int i = 0; i < 20; i++)
            {
                string text = new((char)('a' + (i % 26)), n * 100);
                await client.SendAsync(token, Harness.Call("Echo", $"{n} {i} {text}"), Harness.Call("Echo", "second"));
                await client.ExpectAsync(Harness.Reply($"{n} {i} {text}"), token);
                await client.ExpectAsync(Harness.Reply("second"), token);
            }

            await client.CloseAsync();
        }
    }

    [Test]
    public async Task Clients_that_misbehave_do_not_disturb_others(CancellationToken token)
    {
        await using var harness = new Harness(new TestService()
            .On("Echo", static (text, _) => Task.FromResult(text))
            .On("Large", static (_, _) => Task.FromResult(new string('x', 1_000_000))));
        await harness.ListenAsync("unix", token);
        PeerConnection good = await harness.ConnectAsync(token);

        for (int round = 0; round < 50; round++)
        {
            PeerConnection bad = await harness.ConnectAsync(token);
            switch (round % 5)
            {
                case 0:
                    await bad.SendAsync(token, "garbage");
                    break;
                case 1:
                    await bad.SendAsync("{\"method\""u8.ToArray(), 0, token);
                    await bad.CloseAsync();
                    break;
                case 2:
                    await bad.SendAsync(token, Harness.Call("Large"));
                    bad.Abort();
                    break;
                case 3:
                    await bad.SendAsync(token, [.. Enumerable.Repeat(Harness.Call("Large"), 20)]);
                    break;
                default:
                    bad.Abort();
                    break;
            }

            await good.SendAsync(token, Harness.Call("Echo", $"{round}"));
            await good.ExpectAsync(Harness.Reply($"{round}"), token);
        }

        Assert.That(harness.Logs.Entries.Select(static entry => entry.Id), Does.Not.Contain(2014), "none of it is an error of this library");
    }

    [Test]
    public async Task Connections_beyond_the_limit_wait_for_one_that_closes(CancellationToken token)
    {
        await using Harness harness = Harness.Echo(new VarlinkServerOptions { MaxConnections = 2 });
        await harness.ListenAsync("unix", token);
        PeerConnection first = await harness.ConnectAsync(token);
        PeerConnection second = await harness.ConnectAsync(token);
        PeerConnection third = await harness.ConnectAsync(token);
        foreach (PeerConnection client in (PeerConnection[])[first, second])
        {
            await client.SendAsync(token, Harness.Call("Echo", "x"));
            await client.ExpectAsync(Harness.Reply("x"), token);
        }

        await third.SendAsync(token, Harness.Call("Echo", "third"));
        Task reply = third.ExpectAsync(Harness.Reply("third"), token);
        await harness.Logs.WaitForAsync(2003, token);
        Assert.That(reply.IsCompleted, Is.False);
        await first.CloseAsync();
        await reply;
    }

    [Test]
    public async Task Several_addresses_lead_to_the_same_services(CancellationToken token)
    {
        await using Harness harness = Harness.Echo();
        string[] endpoints = [await harness.ListenAsync("unix", token), await harness.ListenAsync("tcp", token)];

        foreach (string endpoint in endpoints)
        {
            await using VarlinkTransportConnection transport = await VarlinkAddress.Parse(endpoint).CreateConnector().ConnectAsync(token);
            var client = new PeerConnection(transport);
            await client.SendAsync(token, Harness.Call("Echo", endpoint));
            await client.ExpectAsync(Harness.Reply(endpoint), token);
        }
    }

    [Test]
    public async Task Accepting_goes_on_after_a_failure(CancellationToken token)
    {
        await using Harness harness = Harness.Echo();
        (VarlinkTransportConnection first, VarlinkTransportConnection second) = MemoryTransport.CreatePair();
        var listener = new FailingListener(second);
        harness.Server.Listen(listener);
        var client = new PeerConnection(first);

        await client.SendAsync(token, Harness.Call("Echo", "x"));

        await client.ExpectAsync(Harness.Reply("x"), token);
        Assert.That(harness.Logs.Entries.Count(static entry => entry.Id == 2002), Is.EqualTo(2));
        await harness.Server.StopAsync(token);
        Assert.That(listener.IsDisposed, Is.True);
    }

    [Test]
    public async Task A_listener_that_fails_for_good_is_told_of_and_the_server_goes_on(CancellationToken token)
    {
        await using Harness harness = Harness.Echo();
        (VarlinkTransportConnection first, VarlinkTransportConnection second) = MemoryTransport.CreatePair();
        var listener = new FailingListener(second, new InvalidOperationException("A mistake"));
        harness.Server.Listen(listener);

        await harness.Logs.WaitForAsync(2007, token);
        await harness.Logs.WaitForAsync(2001, token);

        Assert.That(listener.IsDisposed, Is.True);
        _ = harness.Server.ServeAsync(second);
        var client = new PeerConnection(first);
        await client.SendAsync(token, Harness.Call("Echo", "x"));
        await client.ExpectAsync(Harness.Reply("x"), token);
    }

    private sealed class FailingListener(VarlinkTransportConnection connection, Exception? failure = null) : IVarlinkListener
    {
        private int _accepts;

        public string Endpoint => "failing:";

        public bool IsDisposed { get; private set; }

        public async ValueTask<VarlinkTransportConnection?> AcceptAsync(CancellationToken cancellationToken)
        {
            switch (++_accepts)
            {
                case 1 or 2:
                    throw failure ?? new IOException("Too many open files");
                case 3:
                    return connection;
                default:
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                    return null;
            }
        }

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return default;
        }
    }
}
