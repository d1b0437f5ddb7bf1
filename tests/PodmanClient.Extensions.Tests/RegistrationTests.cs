using Microsoft.Extensions.DependencyInjection;
using Podman.Testing;
using Varlink;
using Varlink.TestKit;

namespace Podman.Extensions.Tests;

[CancelAfter(30_000)]
public sealed class RegistrationTests
{
    private TemporaryFolder _folder = null!;
    private ReferenceEngine _engine = null!;
    private string _address = null!;

    [SetUp]
    public async Task SetUp()
    {
        _folder = new TemporaryFolder();
        _engine = new ReferenceEngine();
        _address = await _engine.ListenAsync($"unix:{_folder["io.podman"]}");
    }

    [TearDown]
    public async Task TearDown()
    {
        await _engine.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task A_client_connects_when_it_is_first_used_and_again_after_a_restart(CancellationToken token)
    {
        await _engine.Faults.GoDownAsync();
        var services = new ServiceCollection();
        services.AddPodmanClient(options => (options.Address, options.ConnectRetryPeriod) = (_address, TimeSpan.Zero));
        await using ServiceProvider provider = services.BuildServiceProvider();
        var podman = provider.GetRequiredService<IPodmanClient>();
        await Assert.ThrowsAsync<VarlinkConnectionException>(() => podman.PingAsync(token));

        await _engine.Faults.ComeUpAsync();
        Assert.That((await podman.PingAsync(token)).Message, Is.EqualTo("OK"));

        await _engine.Faults.GoDownAsync();
        await Assert.ThrowsAsync<VarlinkConnectionException>(() => podman.PingAsync(token));
        await _engine.Faults.ComeUpAsync();
        Assert.That((await podman.PingAsync(token)).Message, Is.EqualTo("OK"));
    }

    [Test]
    public async Task The_application_has_one_client()
    {
        var services = new ServiceCollection();
        services.AddPodmanClient(_address);
        services.AddPodmanClient();
        Assert.That(services.Count(service => service.ServiceType == typeof(IPodmanClient)), Is.EqualTo(1));
        await using ServiceProvider provider = services.BuildServiceProvider();
        var podman = provider.GetRequiredService<IPodmanClient>();
        await using AsyncServiceScope scope = provider.CreateAsyncScope();
        Assert.That(scope.ServiceProvider.GetRequiredService<IPodmanClient>(), Is.SameAs(podman));
    }

    [Test]
    public async Task Several_engines_are_told_apart_by_their_names(CancellationToken token)
    {
        await using var build = new ReferenceEngine();
        build.AddImage("only-here");
        var services = new ServiceCollection();
        services.AddPodmanClient(_address);
        services.AddKeyedPodmanClient("build").UseClient((_, options) => build.CreateClient(options));
        services.AddKeyedPodmanClient("other", _address);
        await using ServiceProvider provider = services.BuildServiceProvider();
        Assert.That(await provider.GetRequiredService<IPodmanClient>().ListImagesAsync(token), Is.Empty);
        Assert.That(await provider.GetRequiredKeyedService<IPodmanClient>("other").ListImagesAsync(token), Is.Empty);
        Assert.That(await provider.GetRequiredKeyedService<IPodmanClient>("build").ListImagesAsync(token), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_clock_and_the_log_of_the_services_are_the_clients(CancellationToken token)
    {
        using var log = new CapturedLog();
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        VarlinkClientOptions? seen = null;
        var services = new ServiceCollection();
        services.AddSingleton<Microsoft.Extensions.Logging.ILoggerFactory>(log);
        services.AddSingleton<TimeProvider>(time);
        services.AddPodmanClient(_address)
            .ConfigureVarlink(options => options.MaxSharedConnections = 3)
            .ConfigureVarlink(options => seen = options);
        await using ServiceProvider provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IPodmanClient>().PingAsync(token);
        Assert.That(seen!.TimeProvider, Is.SameAs(time));
        Assert.That(seen.MaxSharedConnections, Is.EqualTo(3));
        Assert.That(log.Lines, Has.Some.Contains($"Podman answers at {_address}"));
    }

    [Test]
    public async Task Clients_end_with_the_services(CancellationToken token)
    {
        var services = new ServiceCollection();
        services.AddPodmanClient(_address);
        IPodmanClient podman;
        await using (ServiceProvider provider = services.BuildServiceProvider())
        {
            podman = provider.GetRequiredService<IPodmanClient>();
            await podman.PingAsync(token);
        }

        await Assert.ThrowsAsync<ObjectDisposedException>(() => podman.PingAsync(token));
    }

    [Test]
    public async Task Services_may_be_disposed_of_without_waiting(CancellationToken token)
    {
        var services = new ServiceCollection();
        services.AddPodmanClient(_address);
        services.AddKeyedPodmanClient("build", _address);
        ServiceProvider provider = services.BuildServiceProvider();
        var podman = provider.GetRequiredService<IPodmanClient>();
        await podman.PingAsync(token);
        provider.GetRequiredKeyedService<IPodmanClient>("build");
        provider.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => podman.PingAsync(token));
    }

    [Test]
    public async Task A_factory_that_makes_no_client_is_named()
    {
        var services = new ServiceCollection();
        services.AddKeyedPodmanClient("build").UseClient((_, _) => null!);
        await using ServiceProvider provider = services.BuildServiceProvider();
        var error = Assert.Throws<InvalidOperationException>(() => provider.GetRequiredKeyedService<IPodmanClient>("build"));
        Assert.That(error!.Message, Is.EqualTo("What UseClient was given for the PodmanClient 'build' has made none: it returned null."));
    }

    [Test]
    public void A_name_is_needed_for_a_key() =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddKeyedPodmanClient(""));
}
