namespace Podman.Testing.Tests.Engine;

public class LogTests : EngineTest
{
    [Test]
    public async Task A_log_shows_streams_parts_and_odd_bytes_as_recorded()
    {
        await StartAsync(
            "kinds",
            "echo out1; echo err1 >&2; echo 'ünïcödé ✓ 日本 😀'; printf '\\377\\376 bad\\n'; printf 'part'; printf 'ial\\n'; echo; printf 'cr\\r\\n'; printf 'last'");

        Assert.That(
            (await Client.GetContainerLogsAsync("kinds")).Select(line => line["2026-11-23T21:11:41.000000000+00:00 ".Length..]),
            Is.EqualTo(new[]
            {
                "stdout F out1\n", "stderr F err1\n", "stdout F ünïcödé ✓ 日本 😀\n", "stdout F \uFFFD\uFFFD bad\n", "stdout P part\n",
                "stdout F ial\n", "stdout F \n", "stdout F cr\r\n", "stdout P last\n",
            }));
    }

    [Test]
    public async Task With_a_terminal_everything_is_one_stream_with_carriage_returns()
    {
        await Client.CreateContainerAsync(
            new CreateContainerOptions { Image = "busybox", Name = "tty", Command = ["sh", "-c", "echo out; echo err >&2"], Tty = true });
        await Client.StartContainerAsync("tty");

        Assert.That(
            (await Client.GetContainerLogsAsync("tty")).Select(line => line.Split(' ', 2)[1]),
            Is.EqualTo(new[] { "stdout F out\r\n", "stdout F err\r\n" }));
    }

    [Test]
    public async Task Following_delivers_all_lines_and_ends_with_the_recorded_error()
    {
        string id = await StartAsync("tick", "i=0; while [ $i -lt 12 ]; do echo tick $i; echo etick $i >&2; i=$((i+1)); sleep 0.3; done; exit 4");
        var seen = new List<string>();
        Task<string> reason = ReasonOf(async () =>
        {
            await foreach (IReadOnlyList<string> lines in Client.GetContainerLogsStreamAsync("tick"))
            {
                seen.AddRange(Texts(lines));
            }
        });

        while (!reason.IsCompleted)
        {
            Time.Advance(TimeSpan.FromSeconds(0.1));
            await Task.Yield();
        }

        Assert.That(await reason, Is.EqualTo($"{id} is no longer running"));
        Assert.That(seen, Is.EqualTo(Enumerable.Range(0, 12).SelectMany(i => new[] { $"tick {i}", $"etick {i}" })));
    }

    [Test]
    public async Task Following_one_that_never_started_is_one_empty_reply()
    {
        await CreateAsync("new", "sh");
        var replies = new List<IReadOnlyList<string>>();

        await foreach (IReadOnlyList<string> lines in Client.GetContainerLogsStreamAsync("new"))
        {
            replies.Add(lines);
        }

        Assert.That(replies, Has.Count.EqualTo(1));
        Assert.That(replies[0], Is.Empty);
    }

    [Test]
    public async Task Following_bridges_a_restart()
    {
        await StartAsync("r", "echo begun; sleep 1000");
        await using IAsyncEnumerator<IReadOnlyList<string>> follow = Client.GetContainerLogsStreamAsync("r").GetAsyncEnumerator();
        await follow.MoveNextAsync();

        await Client.RestartContainerAsync("r", 0);

        Assert.That(await follow.MoveNextAsync(), Is.True);
        Assert.That(Texts(follow.Current), Is.EqualTo(new[] { "begun" }));
    }

    [Test]
    public async Task Following_one_that_is_removed_ends_with_its_own_text()
    {
        string id = await StartAsync("gone", "sleep 1000");
        await using IAsyncEnumerator<IReadOnlyList<string>> follow = Client.GetContainerLogsStreamAsync("gone").GetAsyncEnumerator();
        await follow.MoveNextAsync();

        await Client.RemoveContainerAsync("gone", true);

        Assert.That(
            await ReasonOf(async () => await follow.MoveNextAsync()),
            Is.EqualTo($"container {id} does not exist in database: no such container"));
    }

    [Test]
    public async Task A_thousand_lines_arrive_whether_followed_or_not()
    {
        await StartAsync("many", "seq 1 1000");
        string[] expected = [.. Enumerable.Range(1, 1000).Select(i => $"{i}")];

        Assert.That(await LogAsync("many"), Is.EqualTo(expected));
        var followed = new List<string>();
        await ReasonOf(async () =>
        {
            await foreach (IReadOnlyList<string> lines in Client.GetContainerLogsStreamAsync("many"))
            {
                followed.AddRange(Texts(lines));
            }
        });
        Assert.That(followed, Is.EqualTo(expected));
    }
}
