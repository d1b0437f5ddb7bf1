using Podman.Testing.Tests.Engine;
using Varlink;

namespace Podman.Testing.Tests.Faults;

/// <summary>An engine whose faults meet a client in the process, or one at a socket.</summary>
[TestFixture(false)]
[TestFixture(true)]
public abstract class FaultTest(bool isServed) : EngineTest
{
    /// <summary>The client that the faults are to meet. It tries a connection once.</summary>
    protected PodmanClient Victim { get; private set; } = null!;

    protected string Address { get; private set; } = "";

    protected EngineFaults Faults => Engine.Faults;

    [SetUp]
    public async Task ConnectVictimAsync()
    {
        Victim = await ConnectAsync(new VarlinkClientOptions { ConnectRetryPeriod = TimeSpan.Zero });
        await CreateAsync("a", "sleep", "1000");
    }

    [TearDown]
    public ValueTask DisposeOfVictimAsync() => Victim.DisposeAsync();

    protected async Task<PodmanClient> ConnectAsync(VarlinkClientOptions options)
    {
        if (!isServed)
        {
            return Engine.CreateClient(options);
        }

        Address = Address.Length > 0 ? Address : await Engine.ListenAsync($"unix:{PathOf("io.podman")}");
        return new PodmanClient(await VarlinkClient.ConnectAsync(Address, options));
    }

    protected static async Task<T> ErrorOf<T>(Func<Task> call)
        where T : Exception
    {
        try
        {
            await call();
        }
        catch (T e)
        {
            return e;
        }

        throw new AssertionException($"The call succeeded, in place of a {typeof(T).Name}.");
    }
}
