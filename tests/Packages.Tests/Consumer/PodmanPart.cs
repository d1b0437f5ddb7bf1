using Podman;
using Podman.Testing;

namespace Consumer;

/// <summary>What the pages of PodmanClient and PodmanClient.Testing show, on the reference engine.</summary>
internal static class PodmanPart
{
    public static async Task RunAsync()
    {
        await using var engine = new ReferenceEngine();
        engine.OnRun("worker", async process =>
        {
            await process.StandardOutput.WriteLineAsync("working");
            return 0;
        });
        await using PodmanClient podman = engine.CreateClient();

        ContainerRunResult run = await podman.RunAsync(new CreateContainerOptions { Image = "alpine", Command = ["worker"] });
        Console.WriteLine($"worker: {run.StandardOutput.Trim()}, {run.ExitCode}");

        try
        {
            await podman.StartContainerAsync("web");
        }
        catch (ContainerNotFoundException e)
        {
            Console.WriteLine($"There is no container '{e.Name}'.");
        }
    }

    /// <summary>Compiled, not run: there may be no Podman here.</summary>
    public static async Task ListAsync()
    {
        await using PodmanClient podman = await PodmanClient.ConnectAsync();

        foreach (ListContainerData container in await podman.ListContainersAsync())
        {
            Console.WriteLine($"{container.Names}: {container.Status}");
        }
    }
}
