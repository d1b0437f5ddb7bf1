using System.Diagnostics;
using System.Runtime.Versioning;
using Podman;
using Varlink.Conformance.Systemd;
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
    public async Task A_client_may_start_it_for_a_connection(CancellationToken cancellationToken)
    {
        await using VarlinkClient varlink = await VarlinkClient.ConnectAsync($"exec:{WriteScript()}", cancellationToken: cancellationToken);

        Assert.That((await varlink.GetServiceInfoAsync(cancellationToken)).Product, Is.EqualTo("io.podman gateway"));
        await Assert.ThrowsAsync<RuntimeErrorException>(() => new PodmanClient(varlink).ListContainersAsync(cancellationToken));
    }

    [Test]
    public async Task Systemd_starts_it_when_a_client_comes(CancellationToken cancellationToken)
    {
        SystemdTree.SkipUnlessFetched();
        string socket = _folder["activated"];
        using Process activation = SystemdTree.Start("systemd-socket-activate", "-l", socket, WriteScript());
        try
        {
            var patience = new VarlinkClientOptions { WaitForSocket = true, ConnectRetryPeriod = TimeSpan.FromSeconds(20) };
            await using VarlinkClient varlink = await VarlinkClient.ConnectAsync($"unix:{socket}", patience, cancellationToken);

            Assert.That((await varlink.GetServiceInfoAsync(cancellationToken)).Product, Is.EqualTo("io.podman gateway"));
            await varlink.DisposeAsync();
            await activation.WaitForExitAsync(cancellationToken);
            Assert.That(File.Exists(socket), Is.True, "It is systemd's.");
        }
        finally
        {
            activation.Kill(entireProcessTree: true);
        }
    }

    [Test]
    public void Wrong_arguments_are_answered_with_what_is_right(CancellationToken cancellationToken) =>
        Assert.That(
            async () => await GatewayProgram.StartAsync(cancellationToken, "--listen"),
            Throws.InvalidOperationException.With.Message.Contains("usage: Gateway"));

    /// <summary>The program as a unit starts it: without an address, and leaving when its client has left.</summary>
    private string WriteScript()
    {
        string path = _folder["gateway"];
        File.WriteAllText(
            path, $"#!/bin/sh\nexec dotnet {GatewayProgram.PathOfIt} --podman unix://{_folder["podman.sock"]} --exit-when-idle 0\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
