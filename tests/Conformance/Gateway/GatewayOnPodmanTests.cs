using System.Runtime.Versioning;
using Podman;
using Varlink.Conformance.Behaviour.RealPodman;
using Varlink.Conformance.Behaviour.Targets;
using Varlink.Conformance.Systemd;
using Varlink.TestKit;

namespace Varlink.Conformance.Gateway;

/// <summary>The sample in front of a real Podman. What Podman does is the behaviour suite's business; here it is how a client gets at it.</summary>
[Platform("Linux", Reason = "Podman runs on Linux.")]
[SupportedOSPlatform("linux")]
[CancelAfter(120_000)]
public class GatewayOnPodmanTests
{
    private readonly TemporaryFolder _folder = new();
    private PodmanService? _podman;

    private string Socket => _folder["io.podman"];

    [OneTimeSetUp]
    public async Task StartPodman()
    {
        TargetList.SkipUnlessPodmanRunsHere();
        _podman = await PodmanService.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopPodman()
    {
        if (_podman is not null)
        {
            await _podman.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Test]
    public async Task A_client_of_the_gateway_drives_Podman(CancellationToken cancellationToken)
    {
        await using GatewayProgram gateway = await StartAsync(cancellationToken);
        await using PodmanClient podman = await PodmanClient.ConnectAsync($"unix:{Socket}", cancellationToken: cancellationToken);

        string id = await podman.CreateContainerAsync(
            new CreateContainerOptions { Image = PodmanService.Image, Command = ["sh", "-c", "echo hello; exit 3"] }, cancellationToken);
        await podman.StartContainerAsync(id, cancellationToken);

        Assert.That(await podman.WaitContainerAsync(id, cancellationToken), Is.EqualTo(3));
        Assert.That((await podman.GetLogsAsync(id, cancellationToken: cancellationToken)).Select(line => line.Text), Is.EqualTo(new[] { "hello" }));
        Assert.That(await _podman!.RunAsync("ps", "--all", "--no-trunc", "--format", "{{.ID}}"), Does.Contain(id), "Podman knows it as well.");
        await podman.RemoveContainerAsync(id, false, cancellationToken);
    }

    [Test]
    public async Task Varlinkctl_drives_Podman(CancellationToken cancellationToken)
    {
        SystemdTree.SkipUnlessFetched();
        await using GatewayProgram gateway = await StartAsync(cancellationToken);

        (int status, string output, string errors) = await SystemdTree.RunAsync(
            "varlinkctl", ["--json=short", "call", Socket, "io.podman.Ping", "{}"], cancellationToken);

        Assert.That(status, Is.Zero, errors);
        Assert.That(output.Trim(), Is.EqualTo("""{"ping":{"message":"OK"}}"""));
    }

    [Test]
    public async Task A_stop_ends_calls_that_would_wait_for_ever(CancellationToken cancellationToken)
    {
        await using GatewayProgram gateway = await StartAsync(cancellationToken);
        await using PodmanClient podman = await PodmanClient.ConnectAsync($"unix:{Socket}", cancellationToken: cancellationToken);
        string id = await podman.CreateContainerAsync(
            new CreateContainerOptions { Image = PodmanService.Image, Command = ["sleep", "1000"] }, cancellationToken);
        await podman.StartContainerAsync(id, cancellationToken);
        Task<long> waiting = podman.WaitContainerAsync(id, cancellationToken);
        await podman.PingAsync(cancellationToken);

        await gateway.AskToStopAsync();

        Assert.That((await gateway.EndAsync(cancellationToken)).Status, Is.Zero);
        await Assert.ThrowsAsync<VarlinkConnectionException>(() => waiting);
        Assert.That(await _podman!.RunAsync("ps", "--no-trunc", "--format", "{{.ID}}"), Does.Contain(id), "The container goes on.");
    }

    private Task<GatewayProgram> StartAsync(CancellationToken cancellationToken) =>
        GatewayProgram.StartAsync(cancellationToken, "--listen", $"unix:{Socket}", "--podman", $"unix://{_podman!.Socket}");
}
