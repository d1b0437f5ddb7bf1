using Podman;

namespace Podctl.Engines;

/// <summary>A client, and the engine behind it where that is in this process.</summary>
internal sealed class EngineSession(PodmanClient podman, DemoEngine? demo) : IAsyncDisposable
{
    public IPodmanClient Podman => podman;

    public async ValueTask DisposeAsync()
    {
        await podman.DisposeAsync();
        if (demo is not null)
        {
            await demo.DisposeAsync();
        }
    }
}
