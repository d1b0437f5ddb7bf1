namespace Podman.Testing.Tests.Engine;

public class WaitForTests : EngineTest
{
    private readonly ObservedTimeProvider _clock = new(DateTimeOffset.UnixEpoch);

    private ContainerWaitOptions Options => new() { TimeProvider = _clock };

    [Test]
    public async Task What_is_there_already_needs_no_wait()
    {
        await StartAsync("a", "sleep 1000");
        await Client.WaitForAsync("a", ContainerState.Running, Options);
    }

    [Test]
    public async Task A_start_is_seen_at_the_next_look()
    {
        await CreateAsync("a", "sleep", "1000");
        Task waiting = Client.WaitForAsync("a", ContainerState.Running, Options);
        await PollAsync();
        await LookedAsync();
        Assert.That(waiting.IsCompleted, Is.False);

        await Client.StartContainerAsync("a");
        _clock.Advance(ContainerWaitOptions.DefaultPollInterval);

        await waiting;
    }

    [Test]
    public async Task The_end_needs_no_clock()
    {
        await StartAsync("a", "sleep 1000");
        Task waiting = Client.WaitForAsync("a", ContainerState.Exited, Options);
        await AwaitedAsync("a");

        await Client.KillContainerAsync("a", 9);

        await waiting;
    }

    [Test]
    public async Task The_end_of_a_container_that_removes_itself_is_its_end()
    {
        Engine.OnRun("worker", async process =>
        {
            await process.DelayAsync(TimeSpan.FromSeconds(3));
            return 0;
        });
        await Client.CreateContainerAsync(new CreateContainerOptions { Image = "busybox", Name = "a", Command = ["worker"], Rm = true });
        await Client.StartContainerAsync("a");
        await Time.NextTimerAsync();
        Task waiting = Client.WaitForAsync("a", ContainerState.Exited, Options);
        await AwaitedAsync("a");

        Time.Advance(TimeSpan.FromSeconds(3));

        await waiting;
    }

    [Test]
    public async Task A_container_that_has_passed_the_state_is_told_at_once()
    {
        await StartAsync("a", "true");

        ContainerStateException? error = null;
        try
        {
            await Client.WaitForAsync("a", ContainerState.Running, Options);
        }
        catch (ContainerStateException e)
        {
            error = e;
        }

        Assert.That((error?.Name, error?.Awaited, error?.Actual), Is.EqualTo(("a", ContainerState.Running, ContainerState.Exited)));
    }

    [Test]
    public async Task Somebody_else_may_bring_it_back()
    {
        await CreateAsync("a", "sh", "-c", "test -e /ran && sleep 1000; touch /ran");
        await Client.StartContainerAsync("a");
        Assert.That(await StatusAsync("a"), Is.EqualTo("exited"));
        Task waiting = Client.WaitForAsync("a", ContainerState.Running, new ContainerWaitOptions { TimeProvider = _clock, FailWhenPassed = false });
        await LookedAsync();

        await Client.StartContainerAsync("a");
        _clock.Advance(ContainerWaitOptions.DefaultPollInterval);

        await waiting;
    }

    [TestCase("running")]
    [TestCase("exited")]
    public async Task A_container_that_vanishes_is_not_found(string state)
    {
        await CreateAsync("a", "true");
        Task waiting = Client.WaitForAsync("a", new ContainerState(state), Options);
        await (state == "exited" ? AwaitedAsync("a") : LookedAsync());

        await Client.RemoveContainerAsync("a", false);
        _clock.Advance(ContainerWaitOptions.DefaultPollInterval);

        Assert.That(async () => await waiting, Throws.TypeOf<ContainerNotFoundException>());
    }

    [TestCase("running")]
    [TestCase("exited")]
    public async Task The_wait_is_bounded(string state)
    {
        await CreateAsync("a", "true");
        Task waiting = Client.WaitForAsync(
            "a", new ContainerState(state), new ContainerWaitOptions { TimeProvider = _clock, Timeout = TimeSpan.FromSeconds(2) });
        await (state == "exited" ? AwaitedAsync("a") : LookedAsync());

        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.That(
            async () => await waiting,
            Throws.TypeOf<TimeoutException>().With.Message.Contains($"did not become {state} within 2 s: it was configured"));
    }

    [TestCase("running")]
    [TestCase("exited")]
    public async Task The_wait_can_be_cancelled(string state)
    {
        await CreateAsync("a", "true");
        using var cancellation = new CancellationTokenSource();
        Task waiting = Client.WaitForAsync("a", new ContainerState(state), Options, cancellation.Token);

        await cancellation.CancelAsync();

        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase("running")]
    [TestCase("exited")]
    public async Task Without_any_time_there_is_one_look(string state)
    {
        var once = new ContainerWaitOptions { TimeProvider = _clock, Timeout = TimeSpan.Zero };
        await StartAsync("a", "sleep 1000");
        await Client.WaitForAsync("a", ContainerState.Running, once);
        await CreateAsync("b", "sleep", "1000");

        var error = await Assert.ThrowsAsync<TimeoutException>(() => Client.WaitForAsync("b", new ContainerState(state), once));

        Assert.That(error!.Message, Does.StartWith($"The container 'b' did not become {state} within 0 s: it was configured."));
    }

    [Test]
    public void A_state_without_a_name_is_told_at_once() =>
        Assert.Throws<ArgumentException>(() => _ = Client.WaitForAsync("a", default, Options));

    [Test]
    public void Options_out_of_range_are_told_at_once()
    {
        Assert.Throws<ArgumentOutOfRangeException>(
            () => _ = Client.WaitForAsync("a", ContainerState.Running, new ContainerWaitOptions { PollInterval = TimeSpan.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => _ = Client.WaitForAsync("a", ContainerState.Running, new ContainerWaitOptions { PollInterval = TimeSpan.MaxValue }));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => _ = Client.WaitForAsync("a", ContainerState.Running, new ContainerWaitOptions { Timeout = TimeSpan.MaxValue }));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => _ = Client.WaitForAsync("a", ContainerState.Running, new ContainerWaitOptions { Timeout = TimeSpan.FromSeconds(-2) }));
    }

    /// <summary>Lets the wait look once more.</summary>
    private async Task PollAsync()
    {
        await LookedAsync();
        _clock.Advance(ContainerWaitOptions.DefaultPollInterval);
    }

    /// <summary>Completes once the wait has looked, and waits for its next look.</summary>
    private async Task LookedAsync()
    {
        while (await _clock.NextTimerAsync() != ContainerWaitOptions.DefaultPollInterval)
        {
            // The timer of the limit comes first.
        }
    }
}
