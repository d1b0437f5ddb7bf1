using Podman.Testing;
using Varlink.TestKit;

namespace Varlink.Conformance.Behaviour.Targets;

/// <summary>The engine in memory, as it is without any oddity of a real daemon.</summary>
internal sealed class ReferenceTarget : Target
{
    private readonly TemporaryFolder _folder = new();
    private readonly ReferenceEngine _engine = new(new ReferenceEngineOptions { SearchRegistries = [RegistryHost, "docker.io"] });

    private ReferenceTarget()
    {
    }

    public override string Registry => RegistryHost;

    protected override string Address => $"unix:{_folder["io.podman"]}";

    private static string RegistryHost => "registry.example:5000";

    public static async Task<Target> StartAsync()
    {
        var target = new ReferenceTarget();
        target._engine.AddImage(target.Image, image => image.WithCommand("sh").WithEnvironment("PATH", "/bin"));
        await target._engine.ListenAsync(target.Address);
        return target;
    }

    public override async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _folder.Dispose();
    }
}
