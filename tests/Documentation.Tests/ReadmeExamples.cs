using Podman;
using Podman.Testing;
using Varlink;

namespace Documentation.Tests;

/// <summary>What README.md shows, in methods that a test runs or that only have to compile, because they need what is not there.</summary>
public sealed class ReadmeExamples
{
    [Test, CancelAfter(60_000)]
    public async Task An_engine_runs_a_program_of_the_test()
    {
        await using var engine = new ReferenceEngine();
        engine.OnRun("worker", async process =>
        {
            await process.StandardOutput.WriteLineAsync("working");
            return 0;
        });
        await using PodmanClient podman = engine.CreateClient();

        ContainerRunResult result = await podman.RunAsync(new CreateContainerOptions { Image = "alpine", Command = ["worker"] });
        Assert.That(result.StandardOutput.Trim(), Is.EqualTo("working"));
    }

    [Test]
    public void What_needs_a_Podman_or_a_printer_compiles() =>
        Assert.That(new Func<Task>[] { FirstExampleAsync, OwnInterfaceAsync }, Has.All.Not.Null);

    private static async Task FirstExampleAsync()
    {
        await using PodmanClient podman = await PodmanClient.ConnectAsync();

        foreach (ListContainerData container in await podman.ListContainersAsync())
        {
            Console.WriteLine($"{container.Names}: {container.Status}");
        }

        try
        {
            await foreach (ContainerLogLine line in podman.FollowLogsAsync("web"))
            {
                Console.WriteLine($"{line.Timestamp:t} {line.Text}");
            }
        }
        catch (ContainerNotFoundException e)
        {
            Console.WriteLine($"There is no container '{e.Name}'.");
        }
    }

    private static async Task OwnInterfaceAsync()
    {
        await using var printer = new PrinterClient(await VarlinkClient.ConnectAsync("unix:/run/org.example.printer"));

        _ = printer;
    }
}
