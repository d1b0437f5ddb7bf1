using Varlink.TestKit;

namespace Varlink.Conformance.Behaviour.RealPodman;

/// <summary>
/// The Podman that is installed on this machine, serving its REST API on a socket of its own, with storage, state and configuration in a
/// temporary folder. It has one image, <see cref="Image"/>. When it ends, nothing of it is left.
/// </summary>
internal sealed class PodmanService : IAsyncDisposable
{
    public const string Image = "localhost/busybox:latest";

    private const string Podman = "podman";

    private readonly TemporaryFolder _folder;
    private readonly Registry _registry;
    private readonly PodmanConfiguration _configuration;
    private HostProgram? _service;

    private PodmanService(TemporaryFolder folder, Registry registry)
    {
        _folder = folder;
        _registry = registry;
        _configuration = new PodmanConfiguration(folder.Path, registry.Host);
    }

    /// <summary>The socket that it serves.</summary>
    public string Socket => _folder["podman.sock"];

    /// <summary>The registry that it can pull from and push to.</summary>
    public string RegistryHost => _registry.Host;

    /// <summary>Why no Podman can be run here; null where it can.</summary>
    public static string? WhyNot()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "Podman runs on Linux only.";
        }

        string[] missing = HostProgram.Missing(Podman, "runc", BusyboxImage.Program, Registry.Program);
        if (missing.Length > 0)
        {
            return $"{string.Join(", ", missing)}: not installed. 'bash .ci/install-podman' installs what is needed.";
        }

        return Environment.IsPrivilegedProcess ? null : "Only root can run containers with a storage of their own here.";
    }

    /// <summary>Starts it.</summary>
    public static async Task<PodmanService> StartAsync()
    {
        var folder = new TemporaryFolder();
        Registry registry = await Registry.StartAsync(folder["registry"]);
        var service = new PodmanService(folder, registry);
        try
        {
            await service.ImportImageAsync();
            await service.ServeAsync();
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs Podman's own command line on the same storage.</summary>
    public Task<string> RunAsync(params IEnumerable<string> arguments) => HostProgram.RunAsync(_configuration.Environment, Podman, arguments);

    /// <summary>Begins to serve the socket: at first, and again after <see cref="KillAsync"/>.</summary>
    public async Task ServeAsync()
    {
        File.Delete(Socket);
        _service = await HostProgram.StartAsync(
            "listening on", _configuration.Environment, Podman, "--log-level=info", "system", "service", "--time=0", $"unix://{Socket}");
    }

    /// <summary>Kills the service. Containers go on, as they do when Podman dies.</summary>
    public async Task KillAsync()
    {
        if (_service is { } service)
        {
            _service = null;
            await service.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        try
        {
            await RunAsync("rm", "--all", "--force");
        }
        finally
        {
            await _registry.DisposeAsync();
            await Leftovers.EndProcessesAsync(_folder.Path);
            await Leftovers.UnmountAsync(_folder.Path);
            _folder.Dispose();
        }
    }

    private async Task ImportImageAsync()
    {
        string archive = _folder["busybox.tar"];
        await BusyboxImage.WriteAsync(archive);
        try
        {
            await ImportAsync(archive);
            await RunAsync("run", "--rm", Image, "true");
        }
        catch (InvalidOperationException)
        {
            // Some hosts cannot stack file systems: copies always work.
            _configuration.UseDriver("vfs");
            await ImportAsync(archive);
            await RunAsync("run", "--rm", Image, "true");
        }
    }

    private Task ImportAsync(string archive) =>
        RunAsync("import", "--change", "CMD=sh", "--change", "ENV=PATH=/bin", archive, Image);
}
