using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Podman.Testing;
using Polly;
using Polly.Timeout;
using Varlink;

namespace Podman.Extensions.Tests;

/// <summary>The code of docs/hosting.md, which compiles and runs here.</summary>
[CancelAfter(30_000)]
public sealed class HostingPage
{
    [Test]
    public async Task Registered_clients_reach_the_engine(CancellationToken token)
    {
        await using var engine = new ReferenceEngine();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        Register(builder);
        builder.Services.AddSingleton<Cleaner>();

        // In a test, behind the application's own registrations.
        builder.Services.AddPodmanClient().UseClient((_, options) => engine.CreateClient(options));
        builder.Services.AddKeyedPodmanClient("build").UseClient((_, options) => engine.CreateClient(options));

        using IHost host = builder.Build();
        await host.StartAsync(token);
        Assert.That(await host.Services.GetRequiredService<Cleaner>().CleanAsync(token), Is.Zero);
        await host.StopAsync(token);
    }

    [Test]
    public async Task A_time_limit_for_all_attempts_ends_a_call(CancellationToken token)
    {
        await using var engine = new ReferenceEngine();
        engine.Faults.On(PodmanMethods.Ping).Stall();
        var time = new FakeTimeProvider();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        AddResilience(services.AddPodmanClient().UseClient((_, options) => engine.CreateClient(options)), TimeSpan.FromSeconds(5));
        await using ServiceProvider provider = services.BuildServiceProvider();
        Task call = provider.GetRequiredService<IPodmanClient>().PingAsync(token);
        time.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<TimeoutRejectedException>(() => call);
    }

    private static void Register(HostApplicationBuilder builder)
    {
        builder.Services.AddPodmanClient(builder.Configuration.GetSection("Podman"))
            .AddHealthCheck();

        builder.Services.AddKeyedPodmanClient("build", "unix:///run/user/1000/podman/podman.sock")
            .AddHealthCheck(tags: ["ready"], timeout: TimeSpan.FromSeconds(2));
    }

    private static void AddResilience(IPodmanClientBuilder builder, TimeSpan limit)
    {
        builder.AddResilience(pipeline => pipeline
            .AddTimeout(limit)
            .AddRetry(VarlinkResilience.CreateRetryOptions()));
    }

    private sealed class Cleaner(IPodmanClient podman, [FromKeyedServices("build")] IPodmanClient builds)
    {
        public async Task<long> CleanAsync(CancellationToken cancellationToken)
        {
            IReadOnlyList<string> containers = await podman.DeleteStoppedContainersAsync(cancellationToken);
            IReadOnlyList<string> images = await builds.DeleteUnusedImagesAsync(cancellationToken);
            return containers.Count + images.Count;
        }
    }
}
