using Podman;

namespace Documentation.Tests;

/// <summary>docs/logs-and-streams.md.</summary>
public sealed class LogsTests : PageTests
{
    [Test]
    public async Task A_log_is_followed(CancellationToken cancellationToken)
    {
        IPodmanClient podman = Podman;
        int lines = 0;

        await foreach (ContainerLogLine line in podman.FollowLogsAsync("web", cancellationToken: cancellationToken))
        {
            TextWriter writer = line.Stream == ContainerLogSource.StandardError ? Console.Error : Console.Out;
            writer.WriteLine($"{line.Timestamp:HH:mm:ss} {line.Text}");
            if (++lines == 2)
            {
                break;
            }
        }

        Assert.That(lines, Is.EqualTo(2));
    }

    [Test]
    public async Task A_log_is_read_as_it_is()
    {
        IPodmanClient podman = Podman;
        await Podman.StopContainerAsync("web", timeout: 0);

        var options = new ContainerLogOptions { JoinPartialLines = true, MaxLineLength = 64 * 1024 };
        IReadOnlyList<ContainerLogLine> log = await podman.GetLogsAsync("web", options);

        Assert.That(log.Select(static line => line.Text), Is.EquivalentTo(new[] { "listening on port 80", "no certificate: plain HTTP" }));
    }

    [Test]
    public async Task A_raw_stream_is_one_of_the_interface(CancellationToken cancellationToken)
    {
        IPodmanClient podman = Podman;
        List<string> raw = [];

        await foreach (IReadOnlyList<string> lines in podman.GetContainerLogsStreamAsync("web", cancellationToken))
        {
            raw.AddRange(lines);
            if (raw.Count >= 2)
            {
                break;
            }
        }

        Assert.That(raw, Has.Some.Contains("stdout F listening on port 80"));
    }

    [Test]
    public async Task A_container_is_talked_to(CancellationToken cancellationToken)
    {
        IPodmanClient podman = Podman;

        await podman.CreateContainerAsync(
            new CreateContainerOptions { Name = "sorter", Image = "alpine", Command = ["sort"], Interactive = true }, cancellationToken);
        await podman.StartContainerAsync("sorter", cancellationToken);
        await using ContainerAttachment sorter = await podman.AttachAsync("sorter", cancellationToken: cancellationToken);
        await sorter.WriteAsync("pear\napple\n", cancellationToken);
        sorter.CompleteInput();
        (string output, _) = await sorter.ReadOutputToEndAsync(cancellationToken);

        Assert.That(output, Is.EqualTo("apple\npear\n"));
    }
}
