namespace Podman.Tests.Logs;

[CancelAfter(20_000)]
public class GetLogsTests
{
    private LogScript _script = null!;

    [SetUp]
    public void SetUp() => _script = new LogScript();

    [TearDown]
    public ValueTask TearDown() => _script.DisposeAsync();

    [Test]
    public async Task A_log_is_read_line_by_line(CancellationToken cancellationToken)
    {
        _script.OnRead(LogScript.Whole("2018-08-23T21:11:41.5Z stdout F one\n", "2018-08-23T21:11:42.5Z stderr P two\n"));
        IReadOnlyList<ContainerLogLine> lines = await _script.Client.GetLogsAsync(LogScript.Name, cancellationToken: cancellationToken);
        Assert.That(lines, Is.EqualTo([
            new ContainerLogLine(new DateTimeOffset(2018, 8, 23, 21, 11, 41, 500, TimeSpan.Zero), ContainerLogSource.StandardOutput, "one", false),
            new ContainerLogLine(new DateTimeOffset(2018, 8, 23, 21, 11, 42, 500, TimeSpan.Zero), ContainerLogSource.StandardError, "two", true),
        ]));
    }

    [Test]
    public async Task Parts_are_joined_on_request(CancellationToken cancellationToken)
    {
        _script.OnRead(LogScript.Whole("2018-08-23T21:11:41.5Z stdout P on\n", "2018-08-23T21:11:42.5Z stdout F e\n", "2018-08-23T21:11:43.5Z stdout P two\n"));
        IReadOnlyList<ContainerLogLine> lines = await _script.Client.GetLogsAsync(
            LogScript.Name, new ContainerLogOptions { JoinPartialLines = true }, cancellationToken);
        Assert.That(lines.Select(static line => (line.Text, line.IsPartial)), Is.EqualTo([("one", false), ("two", true)]));
    }

    [Test]
    public async Task Nothing_is_an_empty_log(CancellationToken cancellationToken)
    {
        _script.OnRead("""{"parameters":{"container":null}}""");
        Assert.That(await _script.Client.GetLogsAsync(LogScript.Name, cancellationToken: cancellationToken), Is.Empty);
    }

    [Test]
    public void Wrong_arguments_are_told_at_once()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = _script.Client.GetLogsAsync("web", new ContainerLogOptions { MaxLineLength = -1 }));
        Assert.Throws<ArgumentNullException>(() => _ = _script.Client.GetLogsAsync(null!));
    }
}
