using System.Runtime.Versioning;
using Podman;
using Varlink.TestKit;

namespace Varlink.Conformance.Gateway;

/// <summary>The sample in front of no Podman: how it starts, and how it ends.</summary>
[Platform("Linux", Reason = "It is stopped by signals.")]
[SupportedOSPlatform("linux")]
[CancelAfter(60_000)]
public class GatewayProgramTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private string[] Arguments => ["--listen", $"unix:{_folder["io.podman"]}", "--podman", $"unix://{_folder["podman.sock"]}"];

    [Test]
    public async Task It_serves_until_it_is_asked_to_stop(CancellationToken cancellationToken)
    {
        await using GatewayProgram gateway = await GatewayProgram.StartAsync(cancellationToken, Arguments);
        await using (VarlinkClient varlink = await VarlinkClient.ConnectAsync($"unix:{_folder["io.podman"]}", cancellationToken: cancellationToken))
        {
            Assert.That((await varlink.GetServiceInfoAsync(cancellationToken)).Interfaces, Does.Contain("io.podman"));
        }

        await gateway.AskToStopAsync();

        (int status, string output, string errors) = await gateway.EndAsync(cancellationToken);
        Assert.That(status, Is.Zero, errors);
        Assert.That(output, Does.Contain("Stopped."));
        Assert.That(File.Exists(_folder["io.podman"]), Is.False);
    }

    [Test]
    public async Task It_leaves_when_nobody_needs_it(CancellationToken cancellationToken)
    {
        await using GatewayProgram gateway = await GatewayProgram.StartAsync(cancellationToken, [.. Arguments, "--exit-when-idle", "0"]);

        Assert.That((await gateway.EndAsync(cancellationToken)).Status, Is.Zero);
    }

    [Test]
    public async Task It_is_started_by_its_socket(CancellationToken cancellationToken)
    {
        // As systemd does: the socket is open before the program runs, and stays when it has left. The client's exec: address passes a
        // connected socket on; an activated one is passed the same way, by the same variables.
        string script = _folder["gateway"];
        await File.WriteAllTextAsync(
            script, $"#!/bin/sh\nexec dotnet {GatewayProgram.PathOfIt} --podman unix://{_folder["podman.sock"]} --exit-when-idle 0\n", cancellationToken);
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await using VarlinkClient varlink = await VarlinkClient.ConnectAsync($"exec:{script}", cancellationToken: cancellationToken);

        Assert.That((await varlink.GetServiceInfoAsync(cancellationToken)).Product, Is.EqualTo("io.podman gateway"));
        await Assert.ThrowsAsync<RuntimeErrorException>(() => new PodmanClient(varlink).ListContainersAsync(cancellationToken));
    }

    [Test]
    public void Wrong_arguments_are_answered_with_what_is_right(CancellationToken cancellationToken) =>
        Assert.That(
            async () => await GatewayProgram.StartAsync(cancellationToken, "--listen"),
            Throws.InvalidOperationException.With.Message.Contains("usage: Gateway"));
}
