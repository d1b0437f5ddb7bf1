namespace Varlink.Tests.Server;

/// <summary>Both halves of the library against each other.</summary>
[CancelAfter(60_000)]
public sealed class ClientAndServerTests
{
    private static readonly VarlinkMethod<string, string> Echo = TestService.Text("Echo");
    private static readonly VarlinkMethod<string, string> Count = TestService.Text("Count");
    private static readonly VarlinkMethod<string, string> Missing = TestService.Text("Missing");

    [Test]
    public async Task Calls_streams_and_errors_go_through([Values("in process", "unix", "tcp")] string kind, CancellationToken token)
    {
        await using Harness harness = MakeHarness();
        await using VarlinkClient client = await ConnectAsync(harness, kind, token);

        Assert.That(await client.CallAsync(Echo, "hello", token), Is.EqualTo("hello"));

        var items = new List<string>();
        await foreach (string item in client.StreamAsync(Count, "5", token))
        {
            items.Add(item);
        }

        Assert.That(items, Is.EqualTo(new[] { "1", "2", "3", "4", "5" }));

        MethodNotFoundException failure = (await Assert.ThrowsAsync<MethodNotFoundException>(() => client.CallAsync(Missing, "", token)))!;
        Assert.That(failure.MethodName, Is.EqualTo("Missing"));
        Assert.That(failure.Message, Does.Contain(client.Endpoint));
        Assert.That(await client.CallAsync(Echo, "still there", token), Is.EqualTo("still there"));
    }

    [Test]
    public async Task Every_one_of_many_calls_at_once_gets_its_own_reply([Values("in process", "unix", "tcp")] string kind, CancellationToken token)
    {
        await using Harness harness = MakeHarness();
        await using VarlinkClient client = await ConnectAsync(harness, kind, token);

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 2000),
            token,
            async (i, t) =>
            {
                string text = new((char)('a' + (i % 26)), i);
                string reply = await client.CallAsync(Echo, $"{i} {text}", t);
                Assert.That(reply, Is.EqualTo($"{i} {text}"));
            });
    }

    [Test]
    public async Task A_stream_left_early_ends_at_the_service([Values("in process", "unix")] string kind, CancellationToken token)
    {
        var ended = new TaskCompletionSource();
        await using var harness = new Harness(new TestService().OnStream("Count", (_, _, t) => Endless(ended, t)));
        await using VarlinkClient client = await ConnectAsync(harness, kind, token);

        await foreach (string _ in client.StreamAsync(Count, "", token))
        {
            break;
        }

        await ended.Task.WaitAsync(token);
    }

    [Test]
    public async Task A_server_that_stops_ends_the_calls_of_its_clients(CancellationToken token)
    {
        var started = new TaskCompletionSource();
        await using var harness = new Harness(
            new TestService().On("Echo", async (text, t) =>
            {
                started.SetResult();
                await Task.Delay(Timeout.Infinite, t);
                return text;
            }),
            new VarlinkServerOptions { ShutdownTimeout = TimeSpan.Zero });
        await using VarlinkClient client = await ConnectAsync(harness, "unix", token);
        Task<string> call = client.CallAsync(Echo, "x", token);
        await started.Task.WaitAsync(token);

        await harness.Server.StopAsync(token);

        VarlinkConnectionException failure = (await Assert.ThrowsAsync<VarlinkConnectionException>(() => call))!;
        Assert.That(failure.MayHaveExecuted, Is.True);
    }

    private static Harness MakeHarness() => new(new TestService()
        .On("Echo", static async (text, _) =>
        {
            if (text.Length % 3 == 0)
            {
                await Task.Yield();
            }

            return text;
        })
        .OnStream("Count", static (text, _, _) => Numbers(int.Parse(text, System.Globalization.CultureInfo.InvariantCulture))));

    private static async Task<VarlinkClient> ConnectAsync(Harness harness, string kind, CancellationToken token)
    {
        if (kind == "in process")
        {
            return new VarlinkClient(harness.Server.CreateInProcessConnector());
        }

        string endpoint = await harness.ListenAsync(kind, token);
        return new VarlinkClient(VarlinkAddress.Parse(endpoint).CreateConnector());
    }

    private static async IAsyncEnumerable<string> Numbers(int count)
    {
        for (int i = 1; i <= count; i++)
        {
            await Task.Yield();
            yield return $"{i}";
        }
    }

    private static async IAsyncEnumerable<string> Endless(
        TaskCompletionSource ended, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
    {
        try
        {
            for (int i = 0; ; i++)
            {
                yield return $"{i}";
                await Task.Yield();
                token.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            ended.SetResult();
        }
    }
}
