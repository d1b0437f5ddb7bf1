namespace Podman.Testing.Tests.Engine;

/// <summary>An engine of its own for each test, a client of it, and a clock that the test moves.</summary>
[CancelAfter(30_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class EngineTest
{
    private protected ObservedTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 21, 11, 41, TimeSpan.Zero));

    protected ReferenceEngine Engine { get; private set; } = null!;

    protected PodmanClient Client { get; private set; } = null!;

    /// <summary>A directory of the host that is deleted after the test.</summary>
    protected string Directory { get; private set; } = "";

    protected virtual PodmanQuirks Quirks => PodmanQuirks.None;

    protected virtual IReadOnlyList<string> SearchRegistries => [ImageRegistry.DefaultRegistry];

    protected virtual IReadOnlyList<string>? ReachableRegistries => null;

    [SetUp]
    public void StartEngine()
    {
        // Lower case: names of images are made of it.
        Directory = Path.Combine(Path.GetTempPath(), "engine-" + Guid.NewGuid().ToString("N")[..8]);
        System.IO.Directory.CreateDirectory(Directory);
        Engine = new ReferenceEngine(
            new ReferenceEngineOptions
            {
                TimeProvider = Time,
                Seed = 42,
                Quirks = Quirks,
                SearchRegistries = SearchRegistries,
                ReachableRegistries = ReachableRegistries,
            });
        Client = Engine.CreateClient();

        // A test that hangs does so in a call: without the engine every call ends.
        TestContext.CurrentContext.CancellationToken.Register(() => _ = Engine.DisposeAsync().AsTask());
    }

    [TearDown]
    public async Task StopEngineAsync()
    {
        await Client.DisposeAsync();
        await Engine.DisposeAsync();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    protected string PathOf(string name) => Path.Combine(Directory, name);

    protected Task<string> CreateAsync(string name, params IReadOnlyList<string> command) =>
        Client.CreateContainerAsync(new CreateContainerOptions { Image = "busybox", Name = name, Command = command });

    /// <summary>Creates and starts a container that runs a script.</summary>
    protected async Task<string> StartAsync(string name, string script)
    {
        string id = await CreateAsync(name, "sh", "-c", script);
        await Client.StartContainerAsync(name);
        return id;
    }

    protected async Task<string> StatusAsync(string name) => (await Client.GetContainerAsync(name)).Status;

    /// <summary>The texts of a container's log, without stamp and newline.</summary>
    protected async Task<string[]> LogAsync(string name) => Texts(await Client.GetContainerLogsAsync(name));

    protected static string[] Texts(IEnumerable<string> lines) => [.. lines.Select(line => line.Split(' ', 4)[3].TrimEnd('\n'))];

    /// <summary>Completes once a call waits for the container's state to change.</summary>
    protected async Task AwaitedAsync(string name)
    {
        while (!Engine.Services.Containers.Resolve(name).StateChanged.IsAwaited)
        {
            await Task.Yield();
        }
    }

    protected static async Task<string> ReasonOf(Func<Task> call)
    {
        ErrorOccurredException? error = null;
        try
        {
            await call();
        }
        catch (ErrorOccurredException e)
        {
            error = e;
        }

        Assert.That(error, Is.Not.Null, "The call succeeded.");
        return error!.Reason;
    }
}
