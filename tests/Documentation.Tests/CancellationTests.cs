using Podman;
using Podman.Testing;
using Varlink;

namespace Documentation.Tests;

/// <summary>docs/cancellation.md.</summary>
public sealed class CancellationTests : PageTests
{
    [Test]
    public async Task A_call_is_given_up_after_a_time()
    {
        IPodmanClient podman = Podman;
        Engine.Faults.On(PodmanMethods.WaitContainer).Stall();

        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        try
        {
            await podman.WaitContainerAsync("web", patience.Token);
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("It still runs.");
        }

        Assert.That(patience.IsCancellationRequested, Is.True);
    }

    [Test]
    public async Task A_cancelled_change_says_whether_it_may_have_happened(CancellationToken cancellationToken)
    {
        IPodmanClient podman = Podman;
        PlannedFault stalled = Engine.Faults.On(PodmanMethods.RemoveContainer).Stall();
        using var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task given = stalled.Injected.ContinueWith(_ => source.Cancel(), cancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);
        bool inDoubt = false;

        try
        {
            await podman.RemoveContainerAsync("web", force: true, source.Token);
        }
        catch (VarlinkCallCanceledException e) when (e.MayHaveExecuted)
        {
            Console.WriteLine("Podman has the call; whether 'web' is gone has to be asked.");
            inDoubt = true;
        }

        await given;
        Assert.That(inDoubt, Is.True);
    }

    [Test]
    public async Task Limits_are_options()
    {
        ReferenceEngine engine = Engine;

        var options = new VarlinkClientOptions
        {
            CallTimeout = TimeSpan.FromMilliseconds(300),
            ConnectTimeout = TimeSpan.FromSeconds(2),
        };
        await using PodmanClient podman = engine.CreateClient(options);

        Engine.Faults.On(PodmanMethods.GetContainer).Stall();
        try
        {
            await podman.GetContainerAsync("web");
            Assert.Fail("It was to be given up.");
        }
        catch (VarlinkTimeoutException e) when (e.Limit == VarlinkTimeLimit.Call)
        {
            Console.WriteLine(e.Message);
        }
    }
}
