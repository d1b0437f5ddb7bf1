using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Podman.Testing;
using Polly;
using Polly.Registry;
using Polly.Retry;
using Varlink;
using Varlink.TestKit;

namespace Podman.Extensions.Tests;

[CancelAfter(30_000)]
public sealed class ResilienceTests
{
    private const string Secret = "s3cr3t";

    private CapturedLog _log = null!;
    private ReferenceEngine _engine = null!;

    [SetUp]
    public async Task SetUp()
    {
        _log = new CapturedLog();
        _engine = new ReferenceEngine();
        _engine.AddImage("busybox");
        await _engine.AddContainerAsync(new CreateContainerOptions
        {
            Name = "web",
            Image = "busybox",
            Env = new Dictionary<string, string> { ["TOKEN"] = Secret },
        });
    }

    [TearDown]
    public async Task TearDown()
    {
        await _engine.DisposeAsync();
        _log.Dispose();
    }

    [Test]
    public async Task Attempts_are_told_and_replies_are_not(CancellationToken token)
    {
        await using ServiceProvider provider = Provide(builder => builder.AddResilience());
        await InspectAsync(provider, token);
        Assert.That(_log.Lines, Has.Some.Contains("OnRetry").And.Some.Contains("Execution attempt").And.Some.Contains("pipeline executed"));
        Assert.That(_log.Lines, Has.Some.Contains("io.podman.InspectContainer"));
        Assert.That(_log.Lines, Has.None.Contains(Secret));
    }

    [Test]
    public async Task Texts_of_error_replies_are_not_told(CancellationToken token)
    {
        await using ServiceProvider provider = Provide(builder => builder.AddResilience());
        _engine.Faults.On(PodmanMethods.StartContainer).Fail(new ErrorOccurredException($"TOKEN={Secret}"));
        var error = await Assert.ThrowsAsync<ErrorOccurredException>(
            () => provider.GetRequiredService<IPodmanClient>().StartContainerAsync("web", token));
        Assert.That(error!.Message, Does.Contain(Secret), "the caller gets the text");
        Assert.That(_log.Lines, Has.Some.Contains("io.podman.ErrorOccurred").And.None.Contains(Secret));
    }

    [Test]
    public async Task A_pipeline_of_the_registry_tells_no_replies_either(CancellationToken token)
    {
        await using ServiceProvider provider = Provide(builder =>
        {
            builder.Services.AddResiliencePipeline("mine", pipeline => pipeline.AddRetry(VarlinkResilience.CreateRetryOptions()));
            builder.UseResiliencePipeline("mine");
        });
        await InspectAsync(provider, token);
        Assert.That(_log.Lines, Has.Some.Contains("OnRetry").And.Some.Contains("mine").And.None.Contains(Secret));

        // What is not this library's is told as before.
        ResiliencePipeline pipeline = provider.GetRequiredService<ResiliencePipelineProvider<string>>().GetPipeline("mine");
        await pipeline.ExecuteAsync(static _ => ValueTask.FromResult("not ours"), token);
        Assert.That(_log.Lines, Has.Some.Contains("not ours"));
    }

    [Test]
    public async Task A_pipeline_of_ones_own_replaces_the_retries(CancellationToken token)
    {
        int retries = 0;
        await using ServiceProvider provider = Provide(builder => builder.AddResilience(pipeline =>
        {
            RetryStrategyOptions options = VarlinkResilience.CreateRetryOptions();
            options.OnRetry = _ =>
            {
                retries++;
                return default;
            };
            pipeline.AddRetry(options);
        }));
        await InspectAsync(provider, token);
        Assert.That(retries, Is.EqualTo(1));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_pipeline_that_there_is_not_is_told_with_what_to_write(bool others)
    {
        await using ServiceProvider provider = Provide(builder =>
        {
            if (others)
            {
                builder.Services.AddResiliencePipeline("other", static _ => { });
            }

            builder.UseResiliencePipeline("mine");
        });

        Assert.That(
            provider.GetRequiredService<IPodmanClient>,
            Throws.InvalidOperationException.With.Message.Contains("services.AddResiliencePipeline(\"mine\", ...)"));
    }

    private async Task InspectAsync(ServiceProvider provider, CancellationToken token)
    {
        _engine.Faults.On(PodmanMethods.InspectContainer).CutBeforeReply();
        string reply = await provider.GetRequiredService<IPodmanClient>().InspectContainerAsync("web", token);
        Assert.That(reply, Does.Contain(Secret), "the caller gets the reply");
        Assert.That(_engine.Faults.Due, Is.Empty);
    }

    private ServiceProvider Provide(Action<IPodmanClientBuilder> configure)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(_log);
        configure(services.AddPodmanClient().UseClient((_, options) => _engine.CreateClient(options)));
        return services.BuildServiceProvider();
    }
}
