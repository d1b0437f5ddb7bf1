using System.Text;
using Microsoft.Extensions.Logging;
using Varlink.TestKit;
using Varlink.Transports;

namespace Varlink.Tests.Server;

/// <summary>What goes back for a call.</summary>
[CancelAfter(30_000)]
public sealed class ReplyTests
{
    [Test]
    public async Task A_reply_without_parameters_is_an_empty_object(CancellationToken token)
    {
        VarlinkMethod<VarlinkEmpty, VarlinkEmpty> method = TestService.Nothing("Nothing");
        await using var harness = new Harness(new TestService().On("Nothing", (call, t) =>
        {
            call.ReadParameters(method);
            return call.ReplyAsync(method, default(VarlinkEmpty), t);
        }));
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, """{"method":"org.example.test.Nothing"}""");

        await client.ExpectAsync("{}", token);
    }

    [Test]
    public async Task Pipelined_calls_are_answered_in_order_and_one_at_a_time(CancellationToken token)
    {
        int running = 0;
        await using var harness = new Harness(new TestService().On("Slow", async (text, _) =>
        {
            Assert.That(Interlocked.Increment(ref running), Is.EqualTo(1));
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return text;
        }));
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, [.. Enumerable.Range(0, 200).Select(static i => Harness.Call("Slow", $"{i}"))]);

        for (int i = 0; i < 200; i++)
        {
            await client.ExpectAsync(Harness.Reply($"{i}"), token);
        }
    }

    [Test]
    public async Task Replies_to_calls_that_came_together_leave_together(CancellationToken token)
    {
        await using Harness harness = Harness.Echo();
        (VarlinkTransportConnection first, VarlinkTransportConnection second) = MemoryTransport.CreatePair();
        var client = new PeerConnection(first);
        await client.SendAsync(token, [.. Enumerable.Range(0, 50).Select(static i => Harness.Call("Echo", $"{i}"))]);

        var counted = new ClientSide(second);
        Task serving = harness.Server.ServeAsync(counted);
        for (int i = 0; i < 50; i++)
        {
            await client.ExpectAsync(Harness.Reply($"{i}"), token);
        }

        await client.CloseAsync();
        await serving;
        Assert.That(counted.Writes, Is.EqualTo(1));
    }

    [Test]
    public async Task A_reply_does_not_wait_for_a_slow_call_behind_it(CancellationToken token)
    {
        var release = new TaskCompletionSource();
        await using var harness = new Harness(new TestService()
            .On("Echo", static (text, _) => Task.FromResult(text))
            .On("Slow", async (text, _) =>
            {
                await release.Task;
                return text;
            }));
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, Harness.Call("Echo", "1"), Harness.Call("Slow", "2"), Harness.Call("Echo", "3"));

        await client.ExpectAsync(Harness.Reply("1"), token);
        release.SetResult();
        await client.ExpectAsync(Harness.Reply("2"), token);
        await client.ExpectAsync(Harness.Reply("3"), token);
    }

    [Test]
    public async Task Text_goes_through_unharmed(CancellationToken token)
    {
        await using Harness harness = Harness.Echo();
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, Harness.Call("Echo", """<&> ä € 😀 \u0000 \ud83d\ude00 \" \\ \n"""));

        await client.ExpectJsonAsync("""{"parameters":{"text":"<&> ä € 😀 \u0000 😀 \" \\ \n"}}""", token);
    }

    [Test]
    public async Task An_unknown_interface_is_named(CancellationToken token)
    {
        await using Harness harness = Harness.Echo();
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, """{"method":"com.example.none.Ping"}""");

        await client.ExpectAsync(Harness.Error("org.varlink.service.InterfaceNotFound", """{"interface":"com.example.none"}"""), token);
    }

    [TestCase("org.example.test.NoSuchMethod", "NoSuchMethod")]
    [TestCase("org.varlink.service.NoSuchMethod", "NoSuchMethod")]
    [TestCase("org.example.test.echo", "echo")]
    public async Task An_unknown_method_is_named(string method, string named, CancellationToken token)
    {
        await using Harness harness = Harness.Echo();
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, $$"""{"method":"{{method}}"}""");

        await client.ExpectAsync(Harness.Error("org.varlink.service.MethodNotFound", $$"""{"method":"{{named}}"}"""), token);
    }

    [Test]
    public async Task Errors_of_a_service_are_its_error_replies_and_the_connection_goes_on(CancellationToken token)
    {
        await using var harness = new Harness(new TestService()
            .On("Sync", static (_, _) => throw new ExpectedMoreException())
            .On("Async", static async (_, _) =>
            {
                await Task.Yield();
                throw new InvalidParameterException("text");
            })
            .On("Foreign", static (_, _) => throw new VarlinkErrorException("org.example.test.Failed"))
            .On("None", static (call, _) => throw call.NotImplemented()));
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, Harness.Call("Sync"), Harness.Call("Async"), Harness.Call("Foreign"), Harness.Call("None"));

        await client.ExpectAsync(Harness.Error("org.varlink.service.ExpectedMore"), token);
        await client.ExpectAsync(Harness.Error("org.varlink.service.InvalidParameter", """{"parameter":"text"}"""), token);
        await client.ExpectAsync(Harness.Error("org.example.test.Failed"), token);
        await client.ExpectAsync(Harness.Error("org.varlink.service.MethodNotImplemented", """{"method":"None"}"""), token);
    }

    [Test]
    public async Task A_service_that_crashes_costs_its_caller_an_error_and_nobody_else_anything(CancellationToken token)
    {
        await using var harness = new Harness(new TestService()
            .On("Echo", static (text, _) => Task.FromResult(text))
            .On("Sync", static (_, _) => throw new InvalidOperationException("secret"))
            .On("Async", static async (_, _) =>
            {
                await Task.Yield();
                throw new IOException("secret");
            })
            .On("Cancelled", static (_, _) => throw new OperationCanceledException("secret"))
            .On("Silent", static (_, _) => Task.CompletedTask)
            .On("Null", static (_, _) => Task.FromResult<string>(null!)));
        PeerConnection client = await harness.ConnectAsync(token);
        string[] crashing = ["Sync", "Async", "Cancelled", "Silent", "Null"];

        await client.SendAsync(token, [.. crashing.Select(static name => Harness.Call(name)), Harness.Call("Echo", "still there")]);

        foreach (string _ in crashing)
        {
            await client.ExpectAsync(Harness.Error("dotnet.varlink.InternalError"), token);
        }

        await client.ExpectAsync(Harness.Reply("still there"), token);
        Assert.That(harness.Logs.Entries.Count(static entry => entry is { Id: 2022, Level: LogLevel.Error }), Is.EqualTo(crashing.Length));
    }

    [Test]
    public async Task A_reply_too_large_is_not_sent(CancellationToken token)
    {
        await using var harness = new Harness(
            new TestService().On("Large", static (text, _) => Task.FromResult(new string('x', text.Length == 0 ? 80 : 20))),
            new VarlinkServerOptions { MaxSentMessageSize = 100, InternalErrorName = "org.example.Broken" });
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, Harness.Call("Large"), Harness.Call("Large", "small"));

        await client.ExpectAsync(Harness.Error("org.example.Broken"), token);
        await client.ExpectAsync(Harness.Reply(new string('x', 20)), token);
    }

    [Test]
    public async Task A_second_reply_never_reaches_the_caller(CancellationToken token)
    {
        VarlinkMethod<string, string> method = TestService.Text("Twice");
        await using var harness = new Harness(new TestService()
            .On("Echo", static (text, _) => Task.FromResult(text))
            .On("Twice", async (call, t) =>
            {
                await call.ReplyAsync(method, "one", t);
                await call.ReplyAsync(method, "two", t);
            }));
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, Harness.Call("Twice"), Harness.Call("Echo", "next"));

        await client.ExpectAsync(Harness.Reply("one"), token);
        await client.ExpectAsync(Harness.Reply("next"), token);
        Assert.That(harness.Logs.Entries.Select(static entry => entry.Id), Does.Contain(2023));
    }

    [Test]
    public async Task Parameters_may_be_read_late(CancellationToken token)
    {
        VarlinkMethod<string, string> method = TestService.Text("Late");
        var release = new TaskCompletionSource();
        await using var harness = new Harness(new TestService().On("Late", async (call, t) =>
        {
            await release.Task;
            await call.ReplyAsync(method, call.ReadParameters(method), t);
        }));
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, Harness.Call("Late", "first"));
        await client.SendAsync(Encoding.UTF8.GetBytes(new string(' ', 20_000)), 0, token);
        release.SetResult();
        await client.ExpectAsync(Harness.Reply("first"), token);
        await client.SendAsync(token, Harness.Call("Late", "second"));
        await client.ExpectAsync(Harness.Reply("second"), token);
    }

    [Test]
    public async Task A_call_one_way_is_carried_out_and_never_answered(CancellationToken token)
    {
        await using var harness = new Harness(new TestService()
            .On("Echo", static (text, _) => Task.FromResult(text))
            .On("Fail", static (_, _) => throw new ExpectedMoreException())
            .On("Crash", static (_, _) => throw new InvalidOperationException()));
        PeerConnection client = await harness.ConnectAsync(token);
        const string OneWay = ",\"oneway\":true";

        await client.SendAsync(
            token,
            Harness.Call("Echo", "silent", OneWay),
            Harness.Call("Fail", "", OneWay),
            Harness.Call("Crash", "", OneWay),
            Harness.Call("Missing", "", OneWay),
            """{"method":"org.example.test.Echo","parameters":{"text":5},"oneway":true}""",
            """{"method":"com.example.none.Ping","oneway":true}""",
            Harness.Call("Echo", "heard"));

        await client.ExpectAsync(Harness.Reply("heard"), token);
        Assert.That(harness.Service.Called, Is.EqualTo(new[] { "Echo", "Fail", "Crash", "Missing", "Echo", "Echo" }));
        await client.EndSendingAsync();
        await client.ExpectEndAsync(token);
    }
}
