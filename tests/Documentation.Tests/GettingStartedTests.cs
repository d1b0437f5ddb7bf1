using Podman;
using Podman.Testing;

namespace Documentation.Tests;

/// <summary>The blocks of docs/getting-started.md, in their order: a reader types them into one program, so here they are in one method.</summary>
public sealed class GettingStartedTests
{
    [Test, CancelAfter(60_000)]
    public async Task The_page_is_one_program()
    {
        await using var engine = new ReferenceEngine();
        await using PodmanClient podman = engine.CreateClient();

        foreach (ListContainerData container in await podman.ListContainersAsync())
        {
            Console.WriteLine($"{container.Names}: {container.Status}, {container.Image}");
        }

        var options = new CreateContainerOptions
        {
            Image = "docker.io/library/alpine",
            Command = ["sh", "-c", "echo hello; exit 3"],
            Env = new Dictionary<string, string> { ["LEVEL"] = "full" },
        };
        ContainerRunResult result = await podman.RunAsync(options);
        Console.WriteLine($"{result.StandardOutput} ended with {result.ExitCode}");

        Assert.That((result.StandardOutput.Trim(), result.ExitCode), Is.EqualTo(("hello", 3)));

        string id = await podman.CreateContainerAsync(new CreateContainerOptions { Name = "worker", Image = "alpine", Command = ["sleep", "1000"] });
        await podman.StartContainerAsync("worker");

        ContainerStats stats = await podman.GetContainerStatsAsync("worker");
        Console.WriteLine($"{id[..12]} uses {stats.MemUsage / 1024} KiB");

        await podman.StopContainerAsync("worker", timeout: 1);
        await podman.RemoveContainerAsync("worker", force: false);

        Assert.That(engine.Containers, Is.Empty);

        var web = new CreateContainerOptions { Name = "web", Image = "alpine", Command = ["sh", "-c", "echo ready; echo no certificate >&2"] };
        await podman.CreateContainerAsync(web);
        await podman.StartContainerAsync("web");

        await foreach (ContainerLogLine line in podman.FollowLogsAsync("web"))
        {
            TextWriter writer = line.Stream == ContainerLogSource.StandardError ? Console.Error : Console.Out;
            writer.WriteLine($"{line.Timestamp:HH:mm:ss} {line.Text}");
        }

        Assert.That(engine.Containers.Single().StandardOutput, Is.EqualTo("ready\n"));

        try
        {
            await podman.StartContainerAsync("shop");
        }
        catch (ContainerNotFoundException e)
        {
            Console.WriteLine($"There is no container '{e.Name}'.");
        }
    }
}
