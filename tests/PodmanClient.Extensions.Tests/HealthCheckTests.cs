using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Podman.Testing;
using Varlink;
using Varlink.TestKit;

namespace Podman.Extensions.Tests;

[CancelAfter(30_000)]
public sealed class HealthCheckTests
{
    private const string Secret = "s3cr3t";

    [Test]
    public async Task Podman_answers(CancellationToken token)
    {
        await using var engine = new ReferenceEngine();
        HealthReportEntry entry = await CheckAsync(
            services => services.AddPodmanClient().UseClient((_, options) => engine.CreateClient(options)).AddHealthCheck(), token);
        Assert.That(entry.Status, Is.EqualTo(HealthStatus.Healthy));
        Assert.That(entry.Description, Is.EqualTo("Podman answers."));
    }

    [Test]
    public async Task Podman_is_not_there(CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        string address = $"unix:{folder["io.podman"]}";
        HealthReportEntry entry = await CheckAsync(services => services.AddKeyedPodmanClient("build", address).AddHealthCheck(), token, "podman-build");
        Assert.That(entry.Status, Is.EqualTo(HealthStatus.Unhealthy));
        Assert.That(entry.Description, Does.Contain(address));
        Assert.That(entry.Data["address"], Is.EqualTo(address));
        Assert.That(entry.Data["reason"], Is.EqualTo("NotFound"));
    }

    [Test]
    public async Task The_application_says_how_bad_that_is(CancellationToken token)
    {
        HealthReportEntry entry = await CheckAsync(
            services => services.AddPodmanClient("unix:/nowhere/io.podman").AddHealthCheck("engine", HealthStatus.Degraded, ["ready"]), token, "engine");
        Assert.That(entry.Status, Is.EqualTo(HealthStatus.Degraded));
        Assert.That(entry.Tags, Is.EqualTo(["ready"]));
    }

    [Test]
    public async Task Podman_does_not_answer_in_time(CancellationToken token)
    {
        var caller = new SilentCaller();
        var time = new FakeTimeProvider();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(time);
        services.AddPodmanClient().UseClient((_, _) => new PodmanClient(caller)).AddHealthCheck(timeout: TimeSpan.FromSeconds(3));
        await using ServiceProvider provider = services.BuildServiceProvider();
        Task<HealthReport> check = provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(token);
        await caller.Called;
        time.Advance(TimeSpan.FromSeconds(3));
        HealthReportEntry entry = (await check).Entries["podman"];
        Assert.That(entry.Status, Is.EqualTo(HealthStatus.Unhealthy));
        Assert.That(entry.Description, Is.EqualTo("Podman did not answer within 3 s, the time limit of the health check."));
        Assert.That(entry.Data["reason"], Is.EqualTo("TimedOut"));
    }

    [Test]
    public async Task What_Podman_says_is_not_told(CancellationToken token)
    {
        await using var engine = new ReferenceEngine();
        engine.Faults.On(PodmanMethods.Ping).Fail(new ErrorOccurredException($"TOKEN={Secret}"));
        using var log = new CapturedLog();
        HealthReportEntry entry = await CheckAsync(
            services => services.AddSingleton<ILoggerFactory>(log).AddPodmanClient().UseClient((_, options) => engine.CreateClient(options)).AddHealthCheck(),
            token);
        Assert.That(entry.Description, Is.EqualTo("Podman answered the ping with io.podman.ErrorOccurred."));
        Assert.That($"{entry.Description} {entry.Exception} {string.Join(' ', entry.Data)}", Does.Not.Contain(Secret));
        Assert.That(log.Lines, Has.Some.Contains("io.podman.ErrorOccurred").And.None.Contains(Secret));
    }

    [Test]
    [Platform("Linux")]
    public async Task Of_a_command_its_kind_only_is_told(CancellationToken token)
    {
        HealthReportEntry entry = await CheckAsync(
            services => services.AddPodmanClient($"bridge:/nowhere/bridge --password={Secret}").AddHealthCheck(), token);
        Assert.That(entry.Status, Is.EqualTo(HealthStatus.Unhealthy));
        Assert.That(entry.Data["address"], Is.EqualTo("bridge:"));
        Assert.That($"{entry.Description} {entry.Exception} {string.Join(' ', entry.Data)}", Does.Not.Contain(Secret));
    }

    [Test]
    public async Task What_the_environment_says_is_not_told(CancellationToken token)
    {
        var caller = new SilentCaller { Failure = new FormatException($"PODMAN_VARLINK_BRIDGE is no address: {Secret}") };
        HealthReportEntry entry = await CheckAsync(
            services => services.AddPodmanClient().UseClient((_, _) => new PodmanClient(caller)).AddHealthCheck(), token);
        Assert.That(entry.Status, Is.EqualTo(HealthStatus.Unhealthy));
        Assert.That(entry.Data["reason"], Is.EqualTo("FormatException"));
        Assert.That($"{entry.Description} {entry.Exception} {string.Join(' ', entry.Data)}", Does.Not.Contain(Secret));
    }

    [Test]
    public void A_time_limit_is_positive() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceCollection().AddPodmanClient().AddHealthCheck(timeout: TimeSpan.Zero));

    private static async Task<HealthReportEntry> CheckAsync(
        Action<IServiceCollection> configure, CancellationToken token, string name = "podman")
    {
        var services = new ServiceCollection();
        services.AddLogging();
        configure(services);
        await using ServiceProvider provider = services.BuildServiceProvider();
        HealthReport report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(token);
        return report.Entries[name];
    }

    /// <summary>A Podman that takes calls and never answers, or cannot be found.</summary>
    private sealed class SilentCaller : IVarlinkCaller
    {
        private readonly TaskCompletionSource _called = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Called => _called.Task;

        public Exception? Failure { get; init; }

        public async Task<TReply> CallAsync<TParameters, TReply>(
            VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken = default)
        {
            _called.SetResult();
            await (Failure is null ? Task.Delay(Timeout.Infinite, cancellationToken) : Task.FromException(Failure));
            throw new InvalidOperationException("An endless delay has ended.");
        }

        public IAsyncEnumerable<TReply> StreamAsync<TParameters, TReply>(
            VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public ValueTask DisposeAsync() => default;
    }
}
