using Microsoft.Extensions.Time.Testing;
using Podctl.Engines;
using Podctl.Output;
using Podman;
using Podman.Testing;

namespace Podctl.Tests;

/// <summary>What does not depend on a command.</summary>
internal sealed class CommandLineTests : PodctlFixture
{
    [Test]
    public async Task Help_names_every_command()
    {
        Assert.That(await RunBareAsync(["--help"]), Is.Zero);

        foreach (string command in new[]
        {
            "ps", "images", "run", "logs", "start", "stop", "kill", "pause", "rm", "inspect", "attach", "top", "build", "pull", "info", "wait", "serve",
        })
        {
            Assert.That(Out.ToString(), Does.Match($@"(?m)^  {command}\b"));
        }
    }

    [TestCase("nonsense")]
    [TestCase("rm", "--forc", "web")]
    [TestCase("kill", "--signal", "HUP", "web")]
    [TestCase("start")]
    [TestCase("top", "--interval", "0")]
    [TestCase("--engine", "docker", "ps")]
    [TestCase("serve")]
    public async Task A_wrong_command_line_is_one_line_and_2(params string[] args)
    {
        Assert.That(await RunAsync(args), Is.EqualTo(2));

        Assert.That(Error.ToString(), Does.Match(@"^podctl: [^\n]+--help' tells what it takes\.\n$"));
        Assert.That(Error.ToString(), Does.Not.Contain("System."), "what a value is called in .NET");
        Assert.That(Out.ToString(), Is.Empty);
    }

    [Test]
    public async Task Without_a_Podman_it_says_what_to_do()
    {
        Assert.That(await RunBareAsync(["--address", $"unix:{FolderPath}/nothing", "ps"]), Is.EqualTo(3));

        Assert.That(Error.ToString(), Does.Match(@"^podctl: [^\n]+no such socket[^\n]+Without a Podman, try --engine reference\.\n$"));
    }

    [Test]
    public async Task An_address_that_is_none_is_the_callers_mistake()
    {
        Assert.That(await RunBareAsync(["--address", "nonsense", "ps"]), Is.EqualTo(2));

        Assert.That(Error.ToString().Split('\n'), Has.Length.EqualTo(2), "one line, and its end");
    }

    [Test]
    public async Task The_demo_has_containers_in_several_states()
    {
        Assert.That(await RunBareAsync(["--engine", "reference", "ps", "--all", "--json"]), Is.Zero);

        Assert.That(Json().EnumerateArray().Select(item => item.GetProperty("status").GetString()),
            Is.EqualTo(["exited", "paused", "running", "configured", "running", "running"]));
    }

    [Test]
    public async Task The_demo_really_logs()
    {
        Assert.That(await RunBareAsync(["--engine", "reference", "logs", "backup"]), Is.Zero);

        Assert.That(Out.ToString(), Is.EqualTo("saved customers\nsaved orders\nsaved items\n"));
    }

    [Test]
    public async Task The_processors_share_is_the_difference_of_two_readings()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        await using var engine = new ReferenceEngine(new ReferenceEngineOptions { TimeProvider = time });
        engine.AddImage("shop:1");
        await engine.AddContainerAsync(new CreateContainerOptions { Name = "web", Image = "shop:1", Command = ["sleep", "1000"] }, ContainerState.Running);
        await using PodmanClient client = engine.CreateClient();
        var meter = new UsageMeter(client, time);

        IReadOnlyList<Usage> first = await meter.ReadAsync(CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(10));
        IReadOnlyList<Usage> second = await meter.ReadAsync(CancellationToken.None);

        Assert.That(first.Single().CpuPercent, Is.Zero);
        Assert.That(second.Single().CpuPercent, Is.EqualTo(0.01).Within(1e-9), "a millisecond in ten seconds: the engine's pretence");
    }
}
