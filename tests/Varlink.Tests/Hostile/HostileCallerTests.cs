using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Varlink.TestKit;
using Varlink.Tests.Server;
using Varlink.Transports;

namespace Varlink.Tests.Hostile;

/// <summary>Callers that mean harm to a server: each loses its own connection, says so in the log, and its neighbours notice nothing.</summary>
[CancelAfter(30_000)]
public sealed class HostileCallerTests
{
    private const int MaxReceived = 256 * 1024;

    [Test]
    public async Task A_message_without_end_costs_no_more_memory_than_the_limit_allows(CancellationToken token)
    {
        await using Harness harness = Harness.Echo(Limited());
        await using VarlinkTransportConnection caller = await harness.ConnectTransportAsync(token);
        await CheckNeighbourAsync(harness, token);
        byte[] more = [.. Enumerable.Repeat((byte)'{', 4096)];
        long before = GC.GetTotalAllocatedBytes(precise: true);
        int sent = 0;

        Assert.That(
            async () =>
            {
                while (true)
                {
                    await caller.Output.WriteAsync(more, token);
                    sent += more.Length;
                }
            },
            Throws.InstanceOf<IOException>());

        Assert.That(sent, Is.InRange(MaxReceived, MaxReceived + MemoryTransport.DefaultCapacity + (2 * more.Length) + MaxReceived));
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(16 * MaxReceived));
        await CheckClosedAsync(harness, "MaxReceivedMessageSize", token);
    }

    private static IEnumerable<TestCaseData> Rubbish()
    {
        yield return new TestCaseData(string.Concat(Enumerable.Repeat("\0", 100_000)), "no JSON").SetArgDisplayNames("100,000 empty messages");
        yield return new TestCaseData(string.Concat(Enumerable.Repeat("{}\0", 100_000)), "no method").SetArgDisplayNames("100,000 calls of nothing");
        yield return new TestCaseData(new string('[', 200_000) + '\0', "no JSON").SetArgDisplayNames("200,000 brackets");
        yield return new TestCaseData(
            $$"""{"method":"org.example.test.Echo","parameters":{{string.Concat(Enumerable.Repeat("{\"text\":", 20_000))}}""" + '\0', "no JSON").SetArgDisplayNames("20,000 objects in each other");
        yield return new TestCaseData("\u007fELF\u0002\u0001\u0001\0\0\0", "no JSON").SetArgDisplayNames("a program");
        yield return new TestCaseData("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n\0", "no JSON").SetArgDisplayNames("another protocol");
    }

    [TestCaseSource(nameof(Rubbish))]
    public async Task What_is_no_call_ends_the_connection_at_its_first_message(string rubbish, string reason, CancellationToken token)
    {
        await using Harness harness = Harness.Echo(Limited());
        VarlinkTransportConnection caller = await harness.ConnectTransportAsync(token);
        var peer = new PeerConnection(caller);
        Task sending = peer.SendAsync(Encoding.UTF8.GetBytes(rubbish), 0, token);

        await peer.ExpectEndAsync(token);

        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.That(harness.Service.Called, Is.Empty);
        await CheckClosedAsync(harness, reason, token);
    }

    [Test]
    public async Task Random_bytes_end_the_connection(CancellationToken token)
    {
        await using Harness harness = Harness.Echo(Limited());
        var random = new Random(5);
        for (int i = 0; i < 200; i++)
        {
            byte[] bytes = new byte[random.Next(1, 4096)];
            random.NextBytes(bytes);
            PeerConnection caller = await harness.ConnectAsync(token);
            Task sending = caller.SendAsync([.. bytes, 0], 0, token);
            await caller.ExpectEndAsync(token);
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Assert.That(harness.Service.Called, Is.Empty);
        await CheckNeighbourAsync(harness, token);
    }

    [TestCase("1e400")]
    [TestCase("-1e400")]
    [TestCase("123456789012345678901234567890")]
    public async Task A_number_that_is_too_large_is_the_callers_error(string number, CancellationToken token)
    {
        await using Harness harness = Harness.Echo();
        PeerConnection caller = await harness.ConnectAsync(token);
        await caller.SendAsync(token, "{\"method\":\"org.example.test.Echo\",\"parameters\":{\"text\":" + number + "}}");
        await caller.ExpectAsync(Harness.Error("org.varlink.service.InvalidParameter", """{"parameter":"text"}"""), token);
    }

    [Test]
    public async Task A_call_that_drips_in_is_given_up_in_time(CancellationToken token)
    {
        var clock = new FakeTimeProvider();
        await using Harness harness = Harness.Echo(new VarlinkServerOptions { TimeProvider = clock });
        (VarlinkTransportConnection caller, VarlinkTransportConnection accepted) = MemoryTransport.CreatePair();
        Task serving = harness.Server.ServeAsync(accepted);
        try
        {
            while (!serving.IsCompleted)
            {
                await caller.Output.WriteAsync("{"u8.ToArray(), token);
                await MemoryTransport.DrainedAsync(caller, token);
                clock.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }
        }
        catch (IOException)
        {
            // Given up: that is what the loop waits for.
        }

        await serving.WaitAsync(token);
        await CheckClosedAsync(harness, "ReceiveTimeout", token);
    }

    [Test]
    public async Task A_call_that_stays_half_is_given_up_in_time_and_one_that_is_under_way_is_answered(CancellationToken token)
    {
        var clock = new ObservedClock();
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var harness = new Harness(
            new TestService().On("Slow", async (_, _) =>
            {
                called.SetResult();
                return await answer.Task;
            }).On("Echo", static (text, _) => Task.FromResult(text)),
            new VarlinkServerOptions { TimeProvider = clock });
        PeerConnection caller = await harness.ConnectAsync(token);
        await caller.SendAsync(token, Harness.Call("Slow"));
        await called.Task.WaitAsync(token);
        await caller.SendAsync("{\"method\""u8.ToArray(), 0, token);
        await clock.WaitedForAsync(VarlinkServerOptions.DefaultReceiveTimeout, token);
        clock.Advance(VarlinkServerOptions.DefaultReceiveTimeout);
        answer.SetResult("x");

        await caller.ExpectAsync(Harness.Reply("x"), token);
        await caller.ExpectEndAsync(token);
        await CheckClosedAsync(harness, "ReceiveTimeout", token);
    }

    [Test]
    public async Task A_caller_that_sends_nothing_may_stay(CancellationToken token)
    {
        var clock = new FakeTimeProvider();
        await using Harness harness = Harness.Echo(new VarlinkServerOptions { TimeProvider = clock });
        PeerConnection caller = await harness.ConnectAsync(token);
        await caller.SendAsync(token, Harness.Call("Echo", "a"));
        await caller.ExpectAsync(Harness.Reply("a"), token);
        clock.Advance(TimeSpan.FromDays(1));
        await caller.SendAsync(token, Harness.Call("Echo", "b"));
        await caller.ExpectAsync(Harness.Reply("b"), token);
    }

    private static VarlinkServerOptions Limited() => new() { MaxReceivedMessageSize = MaxReceived };

    private static async Task CheckNeighbourAsync(Harness harness, CancellationToken token)
    {
        PeerConnection neighbour = await harness.ConnectAsync(token);
        await neighbour.SendAsync(token, Harness.Call("Echo", "neighbour"));
        await neighbour.ExpectAsync(Harness.Reply("neighbour"), token);
    }

    /// <summary>The log says once why the connection was closed, and the server goes on.</summary>
    private static async Task CheckClosedAsync(Harness harness, string reason, CancellationToken token)
    {
        await CheckNeighbourAsync(harness, token);
        Assert.That(
            harness.Logs.Entries.Where(entry => entry.Level >= LogLevel.Warning).Select(entry => (entry.Id, entry.Text)),
            Has.One.Matches<(int Id, string Text)>(entry => entry.Id == 2013 && entry.Text.Contains(reason, StringComparison.Ordinal)));
    }
}
