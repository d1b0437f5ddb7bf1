using System.IO.Pipelines;
using System.Text;
using Varlink.TestKit;

namespace Varlink.Tests.Server;

/// <summary>Connections that become something else than varlink.</summary>
[CancelAfter(60_000)]
public sealed class UpgradeTests
{
    private const string Upgrade = ",\"upgrade\":true";
    private static readonly VarlinkMethod<string, string> Attach = TestService.Text("Attach");

    [Test]
    public async Task A_client_and_a_service_talk_raw_after_the_reply([Values("in process", "unix", "tcp")] string kind, CancellationToken token)
    {
        await using var harness = new Harness(Shouting());
        if (kind != "in process")
        {
            await harness.ListenAsync(kind, token);
        }

        await using var client = new VarlinkClient(new HarnessConnector(harness));
        await using VarlinkUpgradedConnection<string> connection = await client.UpgradeAsync(Attach, "hello", token);

        Assert.That(connection.Reply, Is.EqualTo("hello"));
        foreach (string text in (string[])["one", "a\0b", new string('x', 100_000)])
        {
            await connection.Output.WriteAsync(Encoding.UTF8.GetBytes(text + "\n"), token);
            ReadResult result = await connection.Input.ReadAtLeastAsync(text.Length + 1, token);
            Assert.That(Encoding.UTF8.GetString(result.Buffer), Is.EqualTo(text.ToUpperInvariant() + "\n"));
            connection.Input.AdvanceTo(result.Buffer.End);
        }

        await connection.Output.CompleteAsync();
        ReadResult end = await connection.Input.ReadAsync(token);
        Assert.That((end.IsCompleted, end.Buffer.Length), Is.EqualTo((true, 0L)));
    }

    [Test]
    public async Task What_came_right_behind_the_call_belongs_to_the_service([Values] bool waits, CancellationToken token)
    {
        var goOn = new TaskCompletionSource();
        await using var harness = new Harness(Shouting(waits ? goOn.Task : Task.CompletedTask));
        PeerConnection client = await harness.ConnectAsync(token);

        // Bytes that look like the end of a message, and like a call, and some that come while the call is being answered.
        await client.SendAsync(Encoding.UTF8.GetBytes(Harness.Call("Attach", "x", Upgrade) + "\0a\0{}\0b"), 0, token);
        await client.SendAsync("c"u8.ToArray(), waits ? 0 : 1, token);
        goOn.SetResult();

        await client.ExpectAsync(Harness.Reply("x"), token);
        await client.ExpectBytesAsync("A\0{}\0BC"u8.ToArray(), token);
        await client.EndSendingAsync();
        await client.ExpectEndAsync(token);
    }

    [Test]
    public async Task A_method_that_needs_the_connection_says_so(CancellationToken token)
    {
        await using var harness = new Harness(Shouting());
        PeerConnection client = await harness.ConnectAsync(token);

        foreach (string flags in (string[])["", ",\"upgrade\":false", ",\"more\":true"])
        {
            await client.SendAsync(token, Harness.Call("Attach", "x", flags));
            await client.ExpectAsync(Harness.Error("org.varlink.service.ExpectedUpgrade"), token);
        }

        await using var typed = new VarlinkClient(harness.Server.CreateInProcessConnector());
        Assert.That(() => typed.CallAsync(Attach, "x", token), Throws.TypeOf<ExpectedUpgradeException>());
    }

    [Test]
    public async Task After_an_error_the_connection_goes_on_in_varlink(CancellationToken token)
    {
        await using var harness = new Harness(new TestService()
            .On("Echo", static (text, _) => Task.FromResult(text))
            .On("Attach", static (call, _) =>
            {
                call.Context.UpgradeTo(static (_, _) => throw new AssertionException("taken over after an error"));
                throw new PermissionDeniedException();
            }));
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, Harness.Call("Attach", "x", Upgrade), Harness.Call("Echo", "y", Upgrade), Harness.Call("Echo", "z"));

        await client.ExpectAsync(Harness.Error("org.varlink.service.PermissionDenied"), token);
        await client.ExpectAsync(Harness.Reply("y"), token);
        await client.ExpectAsync(Harness.Reply("z"), token);
    }

    [Test]
    public async Task A_handler_that_fails_is_logged_and_its_connection_closed(CancellationToken token)
    {
        await using var harness = new Harness(Attaching(static (_, _) => throw new InvalidOperationException("out of order")));
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, Harness.Call("Attach", "x", Upgrade));

        await client.ExpectAsync(Harness.Reply("x"), token);
        await client.ExpectEndAsync(token);
        Assert.That(harness.Logs.Entries.Select(static entry => entry.Id), Does.Contain(2027));
    }

    [Test]
    public async Task A_server_that_stops_ends_what_has_been_taken_over(CancellationToken token)
    {
        var ended = new TaskCompletionSource();
        await using var harness = new Harness(
            Attaching(async (_, t) =>
            {
                try
                {
                    await Task.Delay(Timeout.Infinite, t);
                }
                finally
                {
                    ended.SetResult();
                }
            }),
            new VarlinkServerOptions { ShutdownTimeout = TimeSpan.Zero });
        PeerConnection client = await harness.ConnectAsync(token);
        await client.SendAsync(token, Harness.Call("Attach", "x", Upgrade));
        await client.ExpectAsync(Harness.Reply("x"), token);

        await harness.Server.StopAsync(token);

        await ended.Task.WaitAsync(token);
        await client.ExpectEndAsync(token);
    }

    [Test]
    public async Task The_caller_is_known_on_unix_sockets_of_Linux([Values("in process", "unix", "tcp")] string kind, CancellationToken token)
    {
        await using var harness = new Harness(new TestService().On("Echo", static async (call, t) =>
        {
            call.ReadParameters(Attach);
            await call.ReplyAsync(Attach, $"{call.Context.Credentials?.ProcessId} {call.Context.Credentials?.UserId}", t);
        }));
        if (kind != "in process")
        {
            await harness.ListenAsync(kind, token);
        }

        PeerConnection client = await harness.ConnectAsync(token);
        await client.SendAsync(token, Harness.Call("Echo", "x"));

        string expected = " ";
        if (kind == "unix" && OperatingSystem.IsLinux())
        {
            string uid = File.ReadLines("/proc/self/status").First(static line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[2];
            expected = $"{Environment.ProcessId} {uid}";
        }

        await client.ExpectAsync(Harness.Reply(expected), token);
    }

    private static TestService Attaching(Func<IDuplexPipe, CancellationToken, Task> handler, Task? until = null) =>
        new TestService().On("Attach", async (call, token) =>
        {
            string text = call.ReadParameters(Attach);
            call.Context.UpgradeTo(handler);
            await (until ?? Task.CompletedTask);
            await call.ReplyAsync(Attach, text, token);
        });

    private static TestService Shouting(Task? until = null) => Attaching(
        static async (pipe, token) =>
        {
            while (true)
            {
                ReadResult result = await pipe.Input.ReadAsync(token);
                foreach (ReadOnlyMemory<byte> part in result.Buffer)
                {
                    await pipe.Output.WriteAsync(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(part.Span).ToUpperInvariant()), token);
                }

                pipe.Input.AdvanceTo(result.Buffer.End);
                if (result.IsCompleted)
                {
                    return;
                }
            }
        },
        until);

    private sealed class HarnessConnector(Harness harness) : Varlink.Transports.IVarlinkConnector
    {
        public string Endpoint => "test:";

        public async ValueTask<Varlink.Transports.VarlinkTransportConnection> ConnectAsync(CancellationToken cancellationToken) =>
            await harness.ConnectTransportAsync(cancellationToken);
    }
}
