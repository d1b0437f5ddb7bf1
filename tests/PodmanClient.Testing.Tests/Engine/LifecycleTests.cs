namespace Podman.Testing.Tests.Engine;

public class LifecycleTests : EngineTest
{
    private const string UntilStopped = "trap 'exit 0' TERM; while true; do sleep 0.1; done";

    [Test]
    public async Task A_container_goes_through_its_life()
    {
        string id = await CreateAsync("life", "sh", "-c", "echo hello; sleep 5; exit 3");
        Assert.That(await StatusAsync("life"), Is.EqualTo("configured"));

        Assert.That(await Client.StartContainerAsync("life"), Is.EqualTo(id));
        ListContainerData running = await Client.GetContainerAsync(id[..12]);
        Assert.That((running.Status, running.ContainerRunning), Is.EqualTo(("running", true)));
        Assert.That(running.Namespaces.Pid, Is.Not.EqualTo("0"));
        Assert.That(await LogAsync("life"), Is.EqualTo(new[] { "hello" }));

        Task<long> exit = Client.WaitContainerAsync("life");
        Time.Advance(TimeSpan.FromSeconds(5));
        Assert.That(await exit, Is.EqualTo(3));
        Assert.That(await StatusAsync("life"), Is.EqualTo("exited"));
        Assert.That(await Client.WaitContainerAsync("life"), Is.EqualTo(3));

        Assert.That(await Client.RemoveContainerAsync("life", false), Is.EqualTo(id));
        Assert.That(async () => await Client.GetContainerAsync("life"), Throws.TypeOf<ContainerNotFoundException>().With.Property("Name").EqualTo("life"));
    }

    [Test]
    public async Task A_second_start_runs_again_and_appends_to_the_log()
    {
        await StartAsync("again", "echo once");
        await Client.StartContainerAsync("again");

        Assert.That(await LogAsync("again"), Is.EqualTo(new[] { "once", "once" }));
    }

    [Test]
    public async Task What_a_state_refuses_is_refused_with_the_recorded_text()
    {
        string id = await StartAsync("run", UntilStopped);
        await CreateAsync("new", "sh");

        Assert.That(await ReasonOf(() => Client.StartContainerAsync("run")), Is.EqualTo("container is already running or paused"));
        Assert.That(
            await ReasonOf(() => Client.RemoveContainerAsync("run", false)),
            Is.EqualTo($"cannot remove container {id} as it is running - running or paused containers cannot be removed: container state improper"));
        Assert.That(
            await ReasonOf(() => Client.PauseContainerAsync("new")), Is.EqualTo("\"configured\" is not running, can't pause: container state improper"));
        Assert.That(await ReasonOf(() => Client.ListContainerProcessesAsync("new", [])), Is.EqualTo("container new is not running"));
        Assert.That(
            await ReasonOf(() => SignalAsync("run", 999)),
            Is.EqualTo($"error sending signal to container {id}: `/usr/sbin/runc kill {id} 999` failed: exit status 1"));
        Assert.That(await ReasonOf(() => SignalAsync("run", -5)), Does.Contain(" 18446744073709551611` failed"));
    }

    [Test]
    public async Task Stopping_asks_first_and_kills_when_the_time_is_over()
    {
        await StartAsync("stubborn", "trap '' TERM; sleep 1000");
        await Time.NextTimerAsync();

        Task<string> stop = Client.StopContainerAsync("stubborn", 10);
        await Time.NextTimerAsync();
        Assert.That(stop.IsCompleted, Is.False);
        Time.Advance(TimeSpan.FromSeconds(10));

        await stop;
        Assert.That(await Client.WaitContainerAsync("stubborn"), Is.EqualTo(137));
    }

    [TestCase(0)]
    [TestCase(-1)]
    public async Task Stopping_without_time_kills_at_once(int timeout)
    {
        await StartAsync("stubborn", "trap '' TERM; sleep 1000");

        await Client.StopContainerAsync("stubborn", timeout);

        Assert.That(await Client.WaitContainerAsync("stubborn"), Is.EqualTo(137));
    }

    [Test]
    public async Task A_trap_decides_the_exit_code_of_a_stop()
    {
        await StartAsync("polite", "trap 'echo bye; exit 7' TERM; while true; do sleep 0.1; done");
        await Time.NextTimerAsync();

        Task<string> stop = Client.StopContainerAsync("polite", 5);
        await Time.NextTimerAsync();
        Time.Advance(TimeSpan.FromSeconds(0.1));
        await stop;

        Assert.That(await Client.WaitContainerAsync("polite"), Is.EqualTo(7));
        Assert.That(await LogAsync("polite"), Is.EqualTo(new[] { "bye" }));
        Assert.That(await Client.StopContainerAsync("polite", 5), Is.Not.Empty, "Stopping a stopped container succeeds.");
    }

    [Test]
    public async Task While_a_container_is_stopped_whoever_looks_at_it_waits_and_others_do_not()
    {
        await StartAsync("stubborn", "trap '' TERM; sleep 1000");
        await CreateAsync("other", "sh");
        await Time.NextTimerAsync();
        Task<string> stop = Client.StopContainerAsync("stubborn", 10);
        await Time.NextTimerAsync();

        // From another client: what one connection carries is answered in order.
        await using PodmanClient other = Engine.CreateClient();
        Task<ListContainerData> get = Client.GetContainerAsync("stubborn");
        Task<IReadOnlyList<ListContainerData>> list = Client.ListContainersAsync();
        Task<string> inspect = Client.InspectContainerAsync("stubborn");
        Assert.That((await other.GetContainerAsync("other")).Status, Is.EqualTo("configured"));
        Assert.That((await other.GetVersionAsync()).OsArch, Is.EqualTo("linux/amd64"));
        Assert.That(await other.ListImagesAsync(), Is.Not.Empty);
        Assert.That((get.IsCompleted, list.IsCompleted, inspect.IsCompleted), Is.EqualTo((false, false, false)));

        Time.Advance(TimeSpan.FromSeconds(10));
        await stop;
        Assert.That((await get).Status, Is.EqualTo("exited"));
        Assert.That((await list).Select(c => c.Status), Is.EquivalentTo(new[] { "exited", "configured" }));
        Assert.That(await inspect, Does.Contain("\"Status\":\"exited\""));
    }

    [Test]
    public async Task A_paused_container_stands_still()
    {
        await StartAsync("p", "sleep 1; echo awake; sleep 1000");
        await Time.NextTimerAsync();
        await Client.PauseContainerAsync("p");
        Time.Advance(TimeSpan.FromSeconds(2));

        ListContainerData paused = await Client.GetContainerAsync("p");
        Assert.That((paused.Status, paused.ContainerRunning), Is.EqualTo(("paused", false)));
        Assert.That(await LogAsync("p"), Is.Empty);
        Assert.That(await ReasonOf(() => Client.KillContainerAsync("p", 9)), Does.StartWith("can only kill running containers"));
        Assert.That(await ReasonOf(() => Client.RemoveContainerAsync("p", true)), Does.EndWith("cannot remove until unpaused: container state improper"));

        await Client.UnpauseContainerAsync("p");
        await Time.NextTimerAsync();
        Assert.That(await LogAsync("p"), Is.EqualTo(new[] { "awake" }));
        Assert.That(await StatusAsync("p"), Is.EqualTo("running"));
    }

    [Test]
    public async Task Killing_ends_with_137_and_signal_0_has_no_effect()
    {
        await StartAsync("k", "sleep 1000");
        Task<long> exit = Client.WaitContainerAsync("k");

        await Client.KillContainerAsync("k", 0);
        await Client.KillContainerAsync("k", 15);
        Assert.That(await StatusAsync("k"), Is.EqualTo("running"), "The kernel does not let SIGTERM end process 1.");
        await Client.KillContainerAsync("k", 9);

        Assert.That(await exit, Is.EqualTo(137));
    }

    [Test]
    public async Task A_restart_is_one_step_for_whoever_waits()
    {
        await StartAsync("r", UntilStopped);
        string created = (await Client.GetContainerAsync("r")).CreatedAt;
        Task<long> exit = Client.WaitContainerAsync("r");
        await AwaitedAsync("r");

        await Client.RestartContainerAsync("r", 0);

        Assert.That(await StatusAsync("r"), Is.EqualTo("running"));
        Assert.That((await Client.GetContainerAsync("r")).CreatedAt, Is.EqualTo(created));
        Assert.That(exit.IsCompleted, Is.False);
        await Client.KillContainerAsync("r", 9);
        Assert.That(await exit, Is.EqualTo(137));
    }

    [Test]
    public async Task Waiting_for_one_that_never_started_lasts_until_it_has_been_started_and_has_ended()
    {
        await CreateAsync("later", "sh", "-c", "exit 5");
        Task<long> exit = Client.WaitContainerAsync("later");
        await AwaitedAsync("later");
        Assert.That(exit.IsCompleted, Is.False);

        await Client.StartContainerAsync("later");

        Assert.That(await exit, Is.EqualTo(5));
    }

    [Test]
    public async Task Waiting_for_one_that_is_removed_fails()
    {
        string id = await StartAsync("gone", "sleep 1000");
        Task<long> exit = Client.WaitContainerAsync("gone");
        await AwaitedAsync("gone");

        await Client.RemoveContainerAsync("gone", true);

        Assert.That(await ReasonOf(() => exit), Is.EqualTo($"container {id} does not exist in database: no such container"));
    }

    [Test]
    public async Task A_cancelled_wait_ends_and_the_container_goes_on()
    {
        await StartAsync("on", "sleep 1000");
        using var cancellation = new CancellationTokenSource();
        Task<long> exit = Client.WaitContainerAsync("on", cancellation.Token);

        await cancellation.CancelAsync();

        Assert.That(async () => await exit, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await StatusAsync("on"), Is.EqualTo("running"));
    }

    [Test]
    public async Task Deleting_stopped_ones_keeps_those_that_run()
    {
        string run = await StartAsync("run", "sleep 1000");
        string configured = await CreateAsync("configured", "sh");
        string exited = await StartAsync("exited", "true");

        IReadOnlyList<string> removed = await Client.DeleteStoppedContainersAsync();

        Assert.That(removed, Is.EquivalentTo(new[] { configured, exited }).And.Ordered);
        Assert.That((await Client.ListContainersAsync()).Select(c => c.Id), Is.EqualTo(new[] { run }));
    }

    [Test]
    public async Task Deleting_stopped_ones_fails_at_a_paused_one()
    {
        string id = await StartAsync("p", "sleep 1000");
        await Client.PauseContainerAsync("p");

        Assert.That(
            await ReasonOf(() => Client.DeleteStoppedContainersAsync()),
            Is.EqualTo($"container {id} is paused, cannot remove until unpaused: container state improper"));
    }

    [Test]
    public async Task A_container_with_rm_goes_when_its_program_ends_and_its_waiter_is_told()
    {
        await Client.CreateContainerAsync(new CreateContainerOptions { Image = "busybox", Name = "brief", Command = ["sleep", "1"], Rm = true });
        await Client.StartContainerAsync("brief");
        Task<long> exit = Client.WaitContainerAsync("brief");
        await AwaitedAsync("brief");
        Time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(await exit, Is.Zero);
        while (Engine.Containers.Count > 0)
        {
            await Task.Yield();
        }
    }

    [TestCase(new[] { "/no/such/binary" }, "exec: \\\"/no/such/binary\\\": stat /no/such/binary: no such file or directory")]
    [TestCase(new[] { "nosuch" }, "exec: \\\"nosuch\\\": executable file not found in $PATH")]
    public async Task An_unknown_program_cannot_be_started(string[] command, string expected)
    {
        await CreateAsync("bad", command);

        Assert.That(
            await ReasonOf(() => Client.StartContainerAsync("bad")),
            Is.EqualTo(
                "container create failed: time=\"2026-11-23T21:11:41Z\" level=error msg=\"runc create failed: unable to start container process: " +
                $"{expected}\"\n: internal libpod error"));
        Assert.That(await StatusAsync("bad"), Is.EqualTo("configured"));
    }

    [Test]
    public async Task An_unknown_user_cannot_run_anything()
    {
        await Client.CreateContainerAsync(new CreateContainerOptions { Image = "busybox", Name = "who", Command = ["id"], User = "ghost" });

        Assert.That(
            await ReasonOf(() => Client.StartContainerAsync("who")),
            Is.EqualTo("error determining run uid: user: unknown user error looking up user \"ghost\""));
    }

    [Test]
    public async Task Operations_of_many_callers_leave_a_consistent_state()
    {
        await CreateAsync("busy", "sleep", "1000");
        string[] expected = ["configured", "running", "paused", "exited"];
        int refusals = 0;

        await Parallel.ForEachAsync(Enumerable.Range(0, 200), async (i, cancellationToken) =>
        {
            try
            {
                await ((i % 6) switch
                {
                    0 => Client.StartContainerAsync("busy", cancellationToken),
                    1 => Client.StopContainerAsync("busy", 0, cancellationToken),
                    2 => Client.PauseContainerAsync("busy", cancellationToken),
                    3 => Client.UnpauseContainerAsync("busy", cancellationToken),
                    4 => Client.KillContainerAsync("busy", 9, cancellationToken),
                    _ => Client.RestartContainerAsync("busy", 0, cancellationToken),
                });
            }
            catch (ErrorOccurredException)
            {
                Interlocked.Increment(ref refusals);
            }

            Assert.That(expected, Does.Contain(await StatusAsync("busy")));
        });

        Assert.That(refusals, Is.LessThan(200));
    }

    /// <summary>Past the client, which knows no such signals.</summary>
    private Task<string> SignalAsync(string name, long signal) =>
        Client.Caller.CallAsync(PodmanMethods.KillContainer, new() { Name = name, Signal = signal });
}
