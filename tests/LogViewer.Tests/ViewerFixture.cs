using LogViewer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Podman;
using Podman.Testing;

namespace LogViewer.Tests;

/// <summary>The log viewer on a port of its own, and the engine that it shows.</summary>
public abstract class ViewerFixture
{
    private WebApplication _app = null!;

    protected ReferenceEngine Engine { get; private set; } = null!;

    protected HttpClient Http { get; private set; } = null!;

    /// <summary>What the streams of the viewer's client do.</summary>
    private protected ObservedCaller Calls { get; private set; } = null!;

    [SetUp]
    public async Task StartAsync()
    {
        Engine = new ReferenceEngine();
        _app = ViewerApp.Build(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddPodmanClient().UseClient((_, options) =>
            {
                Calls = new ObservedCaller(Engine.CreateClient(options));
                return new PodmanClient(Calls);
            });
        });
        await _app.StartAsync();
        string address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Http = new HttpClient { BaseAddress = new Uri(address) };
    }

    [TearDown]
    public async Task StopAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        await Engine.DisposeAsync();
    }

    /// <summary>Stops the viewer as Ctrl-C does.</summary>
    protected Task StopViewerAsync(CancellationToken token) => _app.StopAsync(token);

    /// <summary>Adds a container that runs, and writes what it is told.</summary>
    protected async Task<Script> AddAsync(string name)
    {
        var script = new Script();
        Engine.AddImage(name, builder => builder.WithCommand(name));
        Engine.OnRun(name, script.RunAsync);
        await Engine.AddContainerAsync(new CreateContainerOptions { Name = name, Image = name }, ContainerState.Running);
        return script;
    }
}
