using Podman;

namespace Documentation.Tests;

/// <summary>README.md and docs/getting-started.md.</summary>
public sealed class FirstStepsTests : PageTests
{
    [Test]
    public async Task Containers_are_listed()
    {
        foreach (ListContainerData container in await Podman.ListContainersAsync())
        {
            Console.WriteLine($"{container.Names}: {container.Status}, {container.Image}");
        }

        Assert.That((await Podman.ListContainersAsync()).Single().Names, Is.EqualTo("web"));
    }

    [Test]
    public async Task A_container_is_run_to_its_end()
    {
        IPodmanClient podman = Podman;

        var options = new CreateContainerOptions
        {
            Image = "docker.io/library/alpine",
            Command = ["sh", "-c", "echo hello; exit 3"],
            Env = new Dictionary<string, string> { ["LEVEL"] = "full" },
        };
        ContainerRunResult result = await podman.RunAsync(options);
        Console.WriteLine($"{result.StandardOutput} ended with {result.ExitCode}");

        Assert.That((result.StandardOutput.Trim(), result.ExitCode), Is.EqualTo(("hello", 3)));
    }

    [Test]
    public async Task A_container_is_kept_and_stopped()
    {
        IPodmanClient podman = Podman;

        string id = await podman.CreateContainerAsync(new CreateContainerOptions { Name = "worker", Image = "alpine", Command = ["sleep", "1000"] });
        await podman.StartContainerAsync("worker");

        ContainerStats stats = await podman.GetContainerStatsAsync("worker");
        Console.WriteLine($"{id[..12]} uses {stats.MemUsage / 1024} KiB");

        await podman.StopContainerAsync("worker", timeout: 1);
        await podman.RemoveContainerAsync("worker", force: false);

        Assert.That(Engine.Containers, Has.Count.EqualTo(1));
    }
}
