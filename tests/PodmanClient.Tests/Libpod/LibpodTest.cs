using Podman.Libpod;
using Podman.Tests.Libpod.Server;

namespace Podman.Tests.Libpod;

/// <summary>An engine, a client of it, and a stand-in for the Podman that it asks.</summary>
[CancelAfter(20_000)]
public abstract class LibpodTest
{
    protected const string Id = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private protected RestServer Server { get; private set; } = null!;

    private protected LibpodEngine Engine { get; private set; } = null!;

    private protected PodmanClient Client { get; private set; } = null!;

    [SetUp]
    public void SetUp()
    {
        Server = new RestServer();
        Engine = new LibpodEngine(Configure(new LibpodEngineOptions { Address = Server.Address }));
        Client = Engine.CreateClient();
    }

    [TearDown]
    public async Task TearDown()
    {
        await Client.DisposeAsync();
        await Engine.DisposeAsync();
        await Server.DisposeAsync();
    }

    private protected virtual LibpodEngineOptions Configure(LibpodEngineOptions options) => options;
}
