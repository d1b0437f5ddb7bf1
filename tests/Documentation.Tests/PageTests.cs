using Podman;
using Podman.Testing;

namespace Documentation.Tests;

/// <summary>The code of a page of the documentation, run as it stands there, on an engine with a container that serves.</summary>
[CancelAfter(60_000)]
public abstract class PageTests
{
    private protected ReferenceEngine Engine { get; private set; } = null!;

    private protected PodmanClient Podman { get; private set; } = null!;

    [SetUp]
    public async Task Start_a_container_that_serves()
    {
        Engine = new ReferenceEngine();
        Engine.OnRun("serve", async process =>
        {
            await process.StandardOutput.WriteLineAsync("listening on port 80");
            await process.StandardError.WriteLineAsync("no certificate: plain HTTP");
            await Task.Delay(Timeout.Infinite, process.Killed);
            return 0;
        });
        Podman = Engine.CreateClient();
        await Podman.CreateContainerAsync(new CreateContainerOptions { Name = "web", Image = "alpine", Command = ["serve"] });
        await Podman.StartContainerAsync("web");
    }

    [TearDown]
    public async Task Stop_the_engine()
    {
        await Podman.DisposeAsync();
        await Engine.DisposeAsync();
    }
}
