using System.Reflection;
using Podman;
using Varlink.Conformance.Behaviour.Targets;
using Varlink.TestKit;

namespace Varlink.Conformance.Behaviour.Suite;

/// <summary>A client of a target, and helpers that leave nothing behind: what they create is removed after the test.</summary>
/// <param name="target">The name of the target.</param>
[TestFixtureSource(typeof(TargetList), nameof(TargetList.Names))]
[CancelAfter(60_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class BehaviourTest(string target)
{
    private readonly List<string> _containers = [];
    private readonly List<string> _images = [];
    private TemporaryFolder? _folder;
    private RecordingCaller? Recorder { get; set; }

    private protected Target Target { get; private set; } = null!;

    /// <summary>For calls that the interface does not know, or that are not as it says.</summary>
    protected VarlinkClient Raw { get; private set; } = null!;

    protected PodmanClient Client { get; private set; } = null!;

    /// <summary>A folder that containers and the engine see as well.</summary>
    protected string Folder => (_folder ??= new TemporaryFolder()).Path;

    protected static CancellationToken Cancel => TestContext.CurrentContext.CancellationToken;

    [SetUp]
    public async Task Connect()
    {
        Target = await TargetList.GetAsync(target);
        Raw = new VarlinkClient(Target.CreateConnector());
        Recorder = new RecordingCaller(Raw);
        Client = new PodmanClient(Recorder);
    }

    [TearDown]
    public async Task Tidy_up()
    {
        if (Recorder is null)
        {
            return;
        }

        try
        {
            var tidying = new Tidying(Client);
            await tidying.RemoveContainersAsync(_containers);
            await tidying.RemoveImagesAsync(_images);
        }
        finally
        {
            await Recorder.DisposeAsync();
            _folder?.Dispose();
        }

        if (TestContext.CurrentContext.Result.Outcome.Status == NUnit.Framework.Interfaces.TestStatus.Passed)
        {
            Assert.That(Recorder.Seen, Is.SupersetOf(GetType().GetMethod(TestContext.CurrentContext.Test.MethodName!)!
                .GetCustomAttribute<BehaviourAttribute>()!.Covers));
        }
    }

    /// <summary>For what removes containers or images of others.</summary>
    protected void SkipUnlessSweepable()
    {
        if (!Target.MayBeSwept)
        {
            Assert.Ignore("It would remove what is not the suite's: PODMAN_MAY_BE_SWEPT=true allows it.");
        }
    }

    /// <summary>A name that nothing else has.</summary>
    protected static string NewName() => $"behaviour-{Guid.NewGuid():N}"[..20];

    /// <summary>A name for an image, which is removed after the test.</summary>
    protected string NewImageName()
    {
        string name = $"localhost/{NewName()}:1";
        _images.Add(name);
        return name;
    }

    /// <summary>Makes sure that an image is removed after the test.</summary>
    protected void RemoveLater(string image) => _images.Add(image);

    /// <summary>Makes sure that a container is removed after the test.</summary>
    protected void RemoveContainerLater(string name) => _containers.Add(name);

    /// <summary>Creates a container that runs a script.</summary>
    protected Task<string> CreateAsync(string script) => CreateAsync(new CreateContainerOptions { Command = ["sh", "-c", script] });

    /// <summary>Creates a container of the target's image, where none is named.</summary>
    protected async Task<string> CreateAsync(CreateContainerOptions options)
    {
        string id = await Client.CreateContainerAsync(options with { Image = options.Image.Length > 0 ? options.Image : Target.Image }, Cancel);
        _containers.Add(id);
        return id;
    }

    /// <summary>Creates and starts a container that runs a script.</summary>
    protected async Task<string> StartAsync(string script)
    {
        string id = await CreateAsync(script);
        await Client.StartContainerAsync(id, Cancel);
        return id;
    }

    /// <summary>Starts a container that says "ready", runs the rest of its script, and is returned once it has said so.</summary>
    protected async Task<string> StartReadyAsync(string script, string before = "")
    {
        string id = await StartAsync($"{before}{(before.Length > 0 ? "; " : "")}echo ready; {script}");
        await SaidAsync(id, "ready");
        return id;
    }

    /// <summary>Waits until a container has written a line.</summary>
    protected async Task SaidAsync(string id, string line)
    {
        await foreach (ContainerLogLine found in Client.FollowLogsAsync(id, cancellationToken: Cancel))
        {
            if (found.Text == line)
            {
                return;
            }
        }

        Assert.Fail($"The container ended without saying '{line}'.");
    }

    /// <summary>Runs a container to its end.</summary>
    protected Task<(long ExitCode, string[] Lines)> RunAsync(string script) => RunAsync(new CreateContainerOptions { Command = ["sh", "-c", script] });

    /// <summary>Runs a container to its end.</summary>
    protected async Task<(long ExitCode, string[] Lines)> RunAsync(CreateContainerOptions options)
    {
        string id = await CreateAsync(options);
        await Client.StartContainerAsync(id, Cancel);
        long code = await Client.WaitContainerAsync(id, Cancel);
        return (code, await LinesAsync(id));
    }

    protected async Task<string[]> LinesAsync(string id) => [.. (await Client.GetLogsAsync(id, cancellationToken: Cancel)).Select(line => line.Text)];

    protected async Task<string> StatusAsync(string id) => (await Client.GetContainerAsync(id, Cancel)).Status;

    /// <summary>The reason that a call must fail with.</summary>
    protected static async Task<string> ReasonOf(Task call)
    {
        ErrorOccurredException? error = await FailureOf<ErrorOccurredException>(call);
        return error.Reason;
    }

    /// <summary>The error that a call must fail with.</summary>
    protected static async Task<TError> FailureOf<TError>(Task call)
        where TError : VarlinkErrorException
    {
        try
        {
            await call;
        }
        catch (TError e)
        {
            return e;
        }

        throw new AssertionException($"The call succeeded; {typeof(TError).Name} was expected.");
    }
}
