using Podman.Testing;

namespace QuickStart;

/// <summary>The engine that the tour drives: one that runs already, or the reference engine, listening on a real unix socket.</summary>
internal sealed class Engine : IAsyncDisposable
{
    private readonly ReferenceEngine? _reference;
    private readonly DirectoryInfo? _folder;

    private Engine(string? address, string description, ReferenceEngine? reference, DirectoryInfo? folder)
    {
        Address = address;
        Description = description;
        _reference = reference;
        _folder = folder;
    }

    /// <summary>The address; null for a Podman that is still to be found.</summary>
    public string? Address { get; }

    public string Description { get; }

    public static async Task<Engine> StartAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        if (arguments.Engine == EngineKind.Podman)
        {
            string description = arguments.Address is null ? "the Podman of this host" : $"one that runs already, at {arguments.Address}";
            return new Engine(arguments.Address, description, reference: null, folder: null);
        }

        DirectoryInfo folder = Directory.CreateTempSubdirectory("podman-");
        string own = $"unix:{Path.Combine(folder.FullName, "io.podman")}";
        var reference = new ReferenceEngine();
        await reference.ListenAsync(own, cancellationToken);
        return new Engine(own, $"the reference engine, in this process, at {own}", reference, folder);
    }

    public async ValueTask DisposeAsync()
    {
        if (_reference is not null)
        {
            await _reference.DisposeAsync();
        }

        _folder?.Delete(recursive: true);
    }
}
