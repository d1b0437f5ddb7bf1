using Podman.Libpod;
using Varlink.Conformance.Behaviour.RealPodman;
using Varlink.TestKit;

namespace Varlink.Conformance.Behaviour.Targets;

/// <summary>The Podman that is installed on this machine, by way of its REST API.</summary>
internal sealed class LibpodTarget : Target
{
    private readonly TemporaryFolder _folder = new();
    private readonly PodmanService _podman;
    private readonly LibpodEngine _engine;

    private LibpodTarget(PodmanService podman)
    {
        _podman = podman;
        _engine = new LibpodEngine(new LibpodEngineOptions { Address = $"unix://{podman.Socket}" });
    }

    public override string Image => PodmanService.Image;

    public override string Registry => _podman.RegistryHost;

    protected override string Address => $"unix:{_folder["io.podman"]}";

    public static async Task<Target> StartAsync()
    {
        var target = new LibpodTarget(await PodmanService.StartAsync());
        await target._engine.ListenAsync(target.Address);
        return target;
    }

    public override async Task<IAsyncDisposable> LoseRuntimeAsync()
    {
        await _podman.KillAsync();
        return new Recovery(_podman);
    }

    public override async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _podman.DisposeAsync();
        _folder.Dispose();
    }

    private sealed class Recovery(PodmanService podman) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await podman.ServeAsync();
    }
}
