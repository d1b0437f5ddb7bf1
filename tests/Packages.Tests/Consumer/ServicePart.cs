using Microsoft.Extensions.DependencyInjection;
using Podman;
using Podman.Extensions;
using Podman.Testing;

namespace Consumer;

/// <summary>What the page of PodmanClient.Extensions shows, with the reference engine in Podman's place.</summary>
internal static class ServicePart
{
    public static async Task RunAsync()
    {
        await using var engine = new ReferenceEngine();
        var services = new ServiceCollection();
        services.AddPodmanClient("unix:///run/podman/podman.sock")
            .AddHealthCheck();
        services.AddPodmanClient().UseClient((_, options) => engine.CreateClient(options));
        await using ServiceProvider provider = services.BuildServiceProvider();

        IPodmanClient podman = provider.GetRequiredService<IPodmanClient>();
        await podman.CreateContainerAsync(new CreateContainerOptions { Name = "service", Image = "alpine", Command = ["sleep", "100"] });
        await podman.StartContainerAsync("service");
        Console.WriteLine($"service: {(await podman.GetContainerAsync("service")).Status}");
    }
}
