using System.Globalization;
using Podman.Tests.Recordings;
using Varlink;

namespace Podman.Tests.Logs;

[CancelAfter(20_000)]
public class FollowLogsTests
{
    private LogScript _script = null!;

    [SetUp]
    public void SetUp() => _script = new LogScript();

    [TearDown]
    public ValueTask TearDown() => _script.DisposeAsync();

    [TestCase("logs/tick-follow", "logs/tick-plain-after")]
    [TestCase("logs/kinds-more-exited", "logs/kinds-plain")]
    [TestCase("logs/1000-more", "logs/1000-plain")]
    public async Task A_recorded_log_is_followed_to_its_very_end(string follow, string after, CancellationToken cancellationToken)
    {
        string[] log = Replies(after);
        _script.OnStream().SendsTogether(Replies(follow));
        _script.OnRead(log);
        List<ContainerLogLine> followed = await FollowAsync(cancellationToken);
        Assert.That(followed, Is.EqualTo(Lines(log[0])));
    }

    [Test]
    public async Task A_recorded_line_that_was_half_written_when_the_daemon_looked_comes_whole(CancellationToken cancellationToken)
    {
        string[] log = Replies("logs/file-complete");
        _script.OnStream().SendsTogether([.. Replies("logs/file-follow-half-line"), LogScript.End]);
        _script.OnRead(log[0], log[0]);
        Assert.That(await FollowAsync(cancellationToken), Is.EqualTo(Lines(log[0])));
    }

    [Test]
    public async Task Every_line_comes_once_wherever_the_stream_stops([Range(0, 6)] int seen, CancellationToken cancellationToken)
    {
        string[] log = Log(6);
        _script.OnStream().Sends(LogScript.Batch(log[..(seen / 2)])).Sends(LogScript.Batch(log[(seen / 2)..seen])).Sends(LogScript.End);
        _script.OnRead(LogScript.Whole(log));
        List<ContainerLogLine> followed = await FollowAsync(cancellationToken);
        Assert.That(followed.Select(static line => line.Text), Is.EqualTo(Enumerable.Range(0, 6).Select(static number => $"line {number}")));
    }

    [Test]
    public async Task A_log_that_lost_its_beginning_meanwhile_loses_nothing_more(CancellationToken cancellationToken)
    {
        string[] log = Log(9);
        _script.OnStream().Sends(LogScript.Batch(log[..5])).Sends(LogScript.End);
        _script.OnRead(LogScript.Whole(log[3..]));
        Assert.That(await FollowAsync(cancellationToken), Is.EqualTo(log.Select(ContainerLogLine.Parse)));
    }

    [Test]
    public async Task The_log_of_a_container_that_never_ran_ends_at_once(CancellationToken cancellationToken)
    {
        const string Nothing = """{"parameters":{"container":null}}""";
        _script.OnStream().Sends(Nothing);
        _script.OnRead(Nothing);
        Assert.That(await FollowAsync(cancellationToken), Is.Empty);
    }

    [Test]
    public async Task A_container_that_is_removed_meanwhile_is_an_error_after_what_was_read(CancellationToken cancellationToken)
    {
        _script.OnStream().Sends(LogScript.Batch(Log(1)))
            .Sends(LogScript.ErrorOccurred("container 7f64 does not exist in database: no such container"));
        await using IAsyncEnumerator<ContainerLogLine> lines =
            _script.Client.FollowLogsAsync(LogScript.Name, cancellationToken: cancellationToken).GetAsyncEnumerator(cancellationToken);
        Assert.That(await lines.MoveNextAsync(), Is.True);
        var error = await Assert.ThrowsAsync<ErrorOccurredException>(() => lines.MoveNextAsync().AsTask());
        Assert.That(error!.Reason, Does.Contain("no such container"));
    }

    [Test]
    public async Task A_container_that_is_gone_before_its_log_is_complete_is_an_error(CancellationToken cancellationToken)
    {
        _script.OnStream().Sends(LogScript.End);
        _script.OnRead("""{"parameters":{"name":"web"},"error":"io.podman.ContainerNotFound"}""");
        await Assert.ThrowsAsync<ContainerNotFoundException>(() => FollowAsync(cancellationToken));
    }

    [Test]
    public async Task An_unknown_container_is_an_error(CancellationToken cancellationToken)
    {
        _script.OnStream().Sends("""{"parameters":{"name":"web"},"error":"io.podman.ContainerNotFound"}""");
        var error = await Assert.ThrowsAsync<ContainerNotFoundException>(() => FollowAsync(cancellationToken));
        Assert.That(error!.Name, Is.EqualTo("web"));
    }

    [Test]
    public async Task A_daemon_that_dies_is_an_error_after_what_was_read(CancellationToken cancellationToken)
    {
        _script.OnStream().Sends(LogScript.Batch(Log(2))).Closes();
        var read = new List<ContainerLogLine>();
        var error = await Assert.ThrowsAsync<VarlinkConnectionException>(async () =>
        {
            await foreach (ContainerLogLine line in _script.Client.FollowLogsAsync(LogScript.Name, cancellationToken: cancellationToken))
            {
                read.Add(line);
            }
        });
        Assert.That(error!.Reason, Is.EqualTo(VarlinkConnectionReason.ClosedByPeer));
        Assert.That(read, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Cancelling_ends_the_following_while_nothing_comes(CancellationToken cancellationToken)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _script.OnStream().Sends(LogScript.Batch(Log(1))).ExpectsEnd();
        await using IAsyncEnumerator<ContainerLogLine> lines =
            _script.Client.FollowLogsAsync(LogScript.Name, cancellationToken: cancellation.Token).GetAsyncEnumerator(CancellationToken.None);
        Assert.That(await lines.MoveNextAsync(), Is.True);
        ValueTask<bool> next = lines.MoveNextAsync();
        await cancellation.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => next.AsTask());
    }

    [Test]
    public async Task Cancelling_ends_the_following_in_the_middle_of_a_reply(CancellationToken cancellationToken)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _script.OnStream().Sends(LogScript.Batch(Log(1000))).ExpectsEnd();
        int read = 0;
        await Assert.CatchAsync<OperationCanceledException>(async () =>
        {
            await foreach (ContainerLogLine line in _script.Client.FollowLogsAsync(LogScript.Name).WithCancellation(cancellation.Token))
            {
                read++;
                await cancellation.CancelAsync();
            }
        });
        Assert.That(read, Is.EqualTo(1));
    }

    [Test]
    public async Task Leaving_early_tells_the_daemon_to_stop(CancellationToken cancellationToken)
    {
        _script.OnStream().Sends(LogScript.Batch(Log(2))).ExpectsEnd();
        await foreach (ContainerLogLine line in _script.Client.FollowLogsAsync(LogScript.Name, cancellationToken: cancellationToken))
        {
            Assert.That(line.Text, Is.EqualTo("line 0"));
            break;
        }
    }

    [Test]
    public async Task Every_enumeration_follows_anew(CancellationToken cancellationToken)
    {
        IAsyncEnumerable<ContainerLogLine> lines = _script.Client.FollowLogsAsync(LogScript.Name, cancellationToken: cancellationToken);
        Assert.That(_script.ConnectionCount, Is.Zero);
        string[] log = Log(3);
        _script.OnStream().Sends(LogScript.Batch(log[..2])).Sends(LogScript.End);
        _script.OnRead(LogScript.Whole(log), LogScript.Whole(log));
        _script.OnStream().Sends(LogScript.Batch(log[..1])).Sends(LogScript.End);
        Assert.That(await lines.ToListAsync(cancellationToken), Has.Count.EqualTo(3));
        Assert.That(await lines.ToListAsync(cancellationToken), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task A_log_without_prefixes_is_read_once_more_and_then_taken_as_it_is(CancellationToken cancellationToken)
    {
        _script.OnStream().Sends(LogScript.Batch("a\n", "b\n")).Sends(LogScript.Batch("c\n")).Sends(LogScript.End);
        _script.OnRead(LogScript.Whole("a\n", "b\n"), LogScript.Whole("a\n", "b\n", "c\n", "d\n"));
        Assert.That((await FollowAsync(cancellationToken)).Select(static line => line.Text), Is.EqualTo(["a", "b", "c", "d"]));
    }

    [Test]
    public async Task Parts_of_a_line_are_joined_on_request_across_replies_and_the_end(CancellationToken cancellationToken)
    {
        string[] log = [Line(0, "P", "one "), Line(1, "P", "long "), Line(2, "F", "line"), Line(3, "F", "short"), Line(4, "P", "no end")];
        _script.OnStream().Sends(LogScript.Batch(log[0])).Sends(LogScript.Batch(log[1..2])).Sends(LogScript.End);
        _script.OnRead(LogScript.Whole(log));
        List<ContainerLogLine> lines = await _script.Client
            .FollowLogsAsync(LogScript.Name, new ContainerLogOptions { JoinPartialLines = true }, cancellationToken)
            .ToListAsync(cancellationToken);
        Assert.That(lines.Select(static line => (line.Text, line.IsPartial)), Is.EqualTo([("one long line", false), ("short", false), ("no end", true)]));
    }

    [Test]
    public void Wrong_arguments_are_told_at_once()
    {
        var options = new ContainerLogOptions { MaxLineLength = 0 };
        Assert.Throws<ArgumentOutOfRangeException>(() => _script.Client.FollowLogsAsync("web", options, CancellationToken.None));
        Assert.Throws<ArgumentNullException>(() => _script.Client.FollowLogsAsync(null!, null, CancellationToken.None));
        Assert.Throws<ArgumentNullException>(() => PodmanLogExtensions.FollowLogsAsync(null!, "web", null, CancellationToken.None));
    }

    private async Task<List<ContainerLogLine>> FollowAsync(CancellationToken cancellationToken) =>
        await _script.Client.FollowLogsAsync(LogScript.Name, cancellationToken: cancellationToken).ToListAsync(cancellationToken);

    private static string[] Replies(string step) => [.. RecordedExchange.All.Single(exchange => exchange.Step == step).Replies];

    private static IEnumerable<ContainerLogLine> Lines(string reply)
    {
        using var json = System.Text.Json.JsonDocument.Parse(reply);
        return [.. json.RootElement.GetProperty("parameters").GetProperty("container").EnumerateArray().Select(static line => ContainerLogLine.Parse(line.GetString()!))];
    }

    private static string[] Log(int lines) => [.. Enumerable.Range(0, lines).Select(static number => Line(number, "F", $"line {number}"))];

    private static string Line(int second, string flag, string text) =>
        DateTimeOffset.UnixEpoch.AddSeconds(second).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)
        + $".000000001+00:00 stdout {flag} {text}\n";
}
