using Podman;
using Podman.Testing;

namespace Podctl.Engines;

/// <summary>A reference engine with a small shop in it, whose containers run programs of their own and log.</summary>
internal sealed class DemoEngine : IAsyncDisposable
{
    private readonly ReferenceEngine _engine = new();

    private DemoEngine()
    {
    }

    public static async Task<DemoEngine> StartAsync()
    {
        var demo = new DemoEngine();
        await demo.FillAsync();
        return demo;
    }

    public PodmanClient CreateClient() => _engine.CreateClient();

    public Task<string> ListenAsync(string address, CancellationToken cancellationToken) => _engine.ListenAsync(address, cancellationToken);

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private async Task FillAsync()
    {
        _engine.AddImage("docker.io/library/alpine:latest");
        AddProgram("shop/web:1.4", "nginx", DemoPrograms.WebAsync);
        AddProgram("shop/worker:1.4", "worker", DemoPrograms.WorkerAsync);
        AddProgram("docker.io/library/redis:7", "redis-server", DemoPrograms.CacheAsync);
        AddProgram("shop/backup:2", "backup", DemoPrograms.BackupAsync);

        _engine.Registry.Add("docker.io/library/postgres:16");

        await AddAsync("web", "shop/web:1.4", ContainerState.Running, "8080:80/tcp");
        await AddAsync("worker", "shop/worker:1.4", ContainerState.Running);
        await AddAsync("cache", "docker.io/library/redis:7", ContainerState.Paused);
        await AddAsync("backup", "shop/backup:2", ContainerState.Running);
        await AddAsync("next-web", "shop/web:1.4", ContainerState.Configured);
        var console = new CreateContainerOptions { Name = "console", Image = "docker.io/library/alpine:latest", Command = ["sh"], Interactive = true, Tty = true };
        await _engine.AddContainerAsync(console, ContainerState.Running);
        await using PodmanClient client = CreateClient();
        await client.WaitContainerAsync("backup");
    }

    private void AddProgram(string image, string command, ContainerProgram program)
    {
        _engine.AddImage(image, builder => builder.WithCommand(command));
        _engine.OnRun(image, program);
    }

    private Task<ReferenceContainer> AddAsync(string name, string image, ContainerState state, params string[] ports) =>
        _engine.AddContainerAsync(new CreateContainerOptions { Name = name, Image = image, Publish = ports, Interactive = true }, state);
}
