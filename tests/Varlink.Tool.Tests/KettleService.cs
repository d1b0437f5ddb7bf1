using OwnInterface;
using Varlink.TestKit;

namespace Varlink.Tool.Tests;

/// <summary>The kettle of the samples, on a socket.</summary>
internal sealed class KettleService : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly VarlinkServer _server;

    private KettleService(TimeSpan timePerStep) => _server = new VarlinkServer(
        new VarlinkServerOptions { Vendor = "Example", Product = "Kettle", Version = "1.0", Url = "https://example.org/kettle" },
        new Kettle(timePerStep));

    /// <summary><c>unix:/path</c>.</summary>
    public string Address => $"unix:{_folder["kettle"]}";

    public static async Task<KettleService> StartAsync(TimeSpan timePerStep = default)
    {
        KettleService service = new(timePerStep);
        await service._server.ListenAsync(service.Address);
        return service;
    }

    /// <summary>The address of one of its methods, for the command line.</summary>
    public string Method(string name) => $"{Address}/org.example.kettle.{name}";

    /// <summary>A file in the folder that the service has.</summary>
    public string File(string name) => _folder[name];

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }
}
