using Podman;
using Podman.Testing;
using Varlink.TestKit;
using static Varlink.Tool.Tests.CapturedConsole;

namespace Varlink.Tool.Tests;

/// <summary>io.podman from a shell: the engine knows nothing of the tool, and the tool nothing of io.podman.</summary>
[CancelAfter(30_000)]
public class PodmanTests
{
    private TemporaryFolder _folder = null!;
    private ReferenceEngine _engine = null!;
    private string _address = "";

    [SetUp]
    public async Task SetUp()
    {
        _folder = new TemporaryFolder();
        _engine = new ReferenceEngine();
        _engine.AddImage("shop:1");
        _engine.OnRun("shop:1", async process =>
        {
            await process.StandardOutput.WriteLineAsync("open");
            await process.StandardOutput.WriteLineAsync("closed");
            return 3;
        });
        _address = await _engine.ListenAsync($"unix:{_folder["io.podman"]}");
    }

    [TearDown]
    public async Task TearDown()
    {
        await _engine.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task Help_prints_the_interface_of_Podman() => Assert.That(
        await RunAsync("help", $"{_address}/io.podman"), Is.EqualTo((0, PodmanInterface.Description, "")));

    [Test]
    public async Task A_container_goes_through_its_life()
    {
        (int status, string created, string error) = await CallAsync("CreateContainer", """{"create":{"name":"web","image":"shop:1"}}""");
        Assert.That((status, error), Is.EqualTo((0, "")));
        string id = _engine.Containers.Single().Id;
        Assert.That(created, Is.EqualTo($$"""{"container":"{{id}}"}""" + "\n"));

        Assert.That((await CallAsync("StartContainer", """{"name":"web"}""")).Status, Is.Zero);
        Assert.That(await CallAsync("WaitContainer", """{"name":"web"}"""), Is.EqualTo((0, """{"exitcode":3}""" + "\n", "")));
        Assert.That((await CallAsync("RemoveContainer", """{"name":"web","force":false}""")).Status, Is.Zero);
        Assert.That(_engine.Containers, Is.Empty);
    }

    [Test]
    public async Task A_log_is_a_stream()
    {
        await _engine.AddContainerAsync(new CreateContainerOptions { Name = "web", Image = "shop:1" }, ContainerState.Running);
        await CallAsync("WaitContainer", """{"name":"web"}""");

        (int _, string text, string _) = await RunAsync("call", "--more", "--json", $"{_address}/io.podman.GetContainerLogs", """{"name":"web"}""");

        Assert.That(text, Does.Match("stdout F open.*\n?.*stdout F closed"));
    }

    [Test]
    public async Task An_error_of_Podman_is_its_name_and_parameters() => Assert.That(
        await CallAsync("GetContainer", """{"name":"nix"}"""),
        Is.EqualTo((1, "", "io.podman.ContainerNotFound\n{\n  \"name\": \"nix\"\n}\n")));

    private Task<(int Status, string Out, string Error)> CallAsync(string method, string parameters) =>
        RunAsync("call", "--json", $"{_address}/io.podman.{method}", parameters);
}
