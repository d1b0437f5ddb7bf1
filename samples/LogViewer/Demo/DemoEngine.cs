using Podman;
using Podman.Testing;
using Varlink;

namespace LogViewer.Demo;

/// <summary>An engine in this process with a small shop in it, whose containers run and log: to try the viewer without a Podman.</summary>
internal sealed class DemoEngine : IHostedService, IAsyncDisposable
{
    private readonly ReferenceEngine _engine = new();

    public PodmanClient CreateClient(VarlinkClientOptions options) => _engine.CreateClient(options);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await AddAsync("web", "shop/web:1.4", DemoPrograms.WebAsync, ContainerState.Running);
        await AddAsync("orders", "shop/orders:2.0", DemoPrograms.OrdersAsync, ContainerState.Running);
        await AddAsync("cache", "docker.io/library/redis:7", DemoPrograms.CacheAsync, ContainerState.Paused);
        await AddAsync("backup", "shop/backup:2", DemoPrograms.BackupAsync, ContainerState.Running);
        await AddAsync("report", "shop/report:1", DemoPrograms.ReportAsync, ContainerState.Running);
        await AddAsync("web-next", "shop/web:1.5", DemoPrograms.WebAsync, ContainerState.Configured);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private async Task AddAsync(string name, string image, ContainerProgram program, ContainerState state)
    {
        _engine.AddImage(image, builder => builder.WithCommand(name));
        _engine.OnRun(image, program);
        await _engine.AddContainerAsync(new CreateContainerOptions { Name = name, Image = image, Interactive = true }, state);
    }
}
