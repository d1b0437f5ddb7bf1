using Podman;
using Podman.Testing;
using Polly;
using Polly.CircuitBreaker;
using Varlink;

namespace Documentation.Tests;

/// <summary>docs/errors-and-retries.md.</summary>
public sealed class ErrorsTests : PageTests
{
    [Test]
    public async Task Errors_are_caught_by_their_kind()
    {
        IPodmanClient podman = Podman;

        try
        {
            await podman.StartContainerAsync("shop");
        }
        catch (ContainerNotFoundException e)
        {
            Console.WriteLine($"There is no container '{e.Name}'.");
        }
        catch (PodmanException e)
        {
            Console.WriteLine($"Podman refused: {e.Message}");
        }
        catch (VarlinkException e)
        {
            Console.WriteLine($"Podman could not be asked: {e.Message}");
        }

        Assert.That(() => podman.StartContainerAsync("shop"), Throws.InstanceOf<ContainerNotFoundException>());
    }

    [Test]
    public async Task A_start_in_doubt_is_looked_at()
    {
        IPodmanClient podman = Podman;
        await podman.StopContainerAsync("web", timeout: 0);
        Engine.Faults.On(PodmanMethods.StartContainer).CutBeforeReply();

        try
        {
            await podman.StartContainerAsync("web");
        }
        catch (VarlinkConnectionException e) when (e.MayHaveExecuted)
        {
            ListContainerData container = await podman.GetContainerAsync("web");
            if (container.Status != ContainerState.Running.Name)
            {
                await podman.StartContainerAsync("web");
            }
        }

        Assert.That((await podman.GetContainerAsync("web")).Status, Is.EqualTo(ContainerState.Running.Name));
        Assert.That(Engine.Faults.Due, Is.Empty);
    }

    [Test]
    public async Task The_pipeline_is_replaced()
    {
        ReferenceEngine engine = Engine;

        var breaker = new CircuitBreakerStrategyOptions
        {
            MinimumThroughput = 10,
            ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Exception is VarlinkConnectionException),
        };
        var options = new VarlinkClientOptions
        {
            CallTimeout = TimeSpan.FromSeconds(20),
            ResiliencePipeline = new ResiliencePipelineBuilder()
                .AddRetry(VarlinkResilience.CreateRetryOptions())
                .AddCircuitBreaker(breaker)
                .Build(),
        };
        await using PodmanClient podman = engine.CreateClient(options);

        engine.Faults.On(PodmanMethods.GetVersion).CutBeforeReply();
        Assert.That((await podman.GetVersionAsync()).Version, Is.Not.Empty, "It reads only, so it is repeated.");
        Assert.That(engine.Faults.Due, Is.Empty);
    }
}
