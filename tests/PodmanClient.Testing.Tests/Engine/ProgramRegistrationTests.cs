namespace Podman.Testing.Tests.Engine;

public class ProgramRegistrationTests : EngineTest
{
    [TestCase("worker")]
    [TestCase("worker:1")]
    [TestCase("localhost/worker:1")]
    public async Task A_program_for_an_image_runs_in_its_containers(string key)
    {
        Engine.AddImage("worker:1", image => image.WithEnvironment("MODE", "test").WithWorkingDirectory("/site"));
        Engine.OnRun(key, async process =>
        {
            await process.StandardOutput.WriteLineAsync($"{string.Join(' ', process.Arguments)} {process.Environment["MODE"]} {process.WorkingDirectory}");
            return 9;
        });
        await Client.CreateContainerAsync(new CreateContainerOptions { Image = "worker:1", Name = "w", Command = ["run", "--fast"] });
        await Client.StartContainerAsync("w");

        Assert.That(await Client.WaitContainerAsync("w"), Is.EqualTo(9));
        Assert.That(await LogAsync("w"), Is.EqualTo(new[] { "run --fast test /site" }));
        Assert.That(Engine.Containers.Single().ExitCode, Is.EqualTo(9));
    }

    [Test]
    public async Task A_program_for_a_command_runs_wherever_the_command_is_run()
    {
        Engine.OnRun("migrate", async process =>
        {
            process.Files.WriteAllText("/migrated", "yes");
            await process.StandardOutput.WriteLineAsync("migrated");
            return 0;
        });

        await StartAsync("m", "echo before; migrate; echo after $?");

        Assert.That(await LogAsync("m"), Is.EqualTo(new[] { "before", "migrated", "after 0" }));
        Assert.That(Engine.Containers.Single().Files.ReadAllText("/migrated"), Is.EqualTo("yes"));
    }

    [Test]
    public async Task A_program_that_stops_when_asked_ends_with_143()
    {
        Engine.OnRun("server", async process =>
        {
            await process.DelayAsync(Timeout.InfiniteTimeSpan, process.StopRequested);
            return 0;
        });
        await CreateAsync("s", "server");
        await Client.StartContainerAsync("s");

        await Client.StopContainerAsync("s", 60);

        Assert.That(await Client.WaitContainerAsync("s"), Is.EqualTo(143));
    }

    [Test]
    public async Task A_program_that_takes_no_notice_is_killed_all_the_same()
    {
        var release = new TaskCompletionSource();
        Engine.OnRun("deaf", async _ =>
        {
            await release.Task;
            return 0;
        });
        await CreateAsync("d", "deaf");
        await Client.StartContainerAsync("d");

        await Client.StopContainerAsync("d", 0);

        Assert.That(await Client.WaitContainerAsync("d"), Is.EqualTo(137));
        release.SetResult();
    }

    [Test]
    public async Task A_program_that_blocks_its_thread_does_not_block_the_engine()
    {
        using var release = new ManualResetEventSlim();
        Engine.OnRun("blocking", _ =>
        {
            release.Wait();
            return Task.FromResult(0);
        });
        await CreateAsync("b", "blocking");

        await Client.StartContainerAsync("b");
        Assert.That(await StatusAsync("b"), Is.EqualTo("running"));
        await Client.KillContainerAsync("b", 9);
        Assert.That(await Client.WaitContainerAsync("b"), Is.EqualTo(137));
        release.Set();
    }

    [Test]
    public async Task Stop_signals_of_ones_own_reach_the_program()
    {
        var arrived = new TaskCompletionSource();
        Engine.OnRun("server", async process =>
        {
            process.OnSignal(10, arrived.SetResult);
            await arrived.Task.WaitAsync(process.Killed);
            return 4;
        });
        await Client.CreateContainerAsync(new CreateContainerOptions { Image = "busybox", Name = "s", Command = ["server"], StopSignal = 10 });
        await Client.StartContainerAsync("s");

        await Client.StopContainerAsync("s", 60);

        Assert.That(await Client.WaitContainerAsync("s"), Is.EqualTo(4));
    }

    [Test]
    public async Task Processes_and_statistics_tell_of_what_runs()
    {
        await StartAsync("top", "sleep 1000");
        await Time.NextTimerAsync();

        Assert.That(
            await Client.ListContainerProcessesAsync("top", []),
            Is.EqualTo(new[] { "USER\tPID\tPPID\t%CPU\tELAPSED\tTTY\tTIME\tCOMMAND", "0\t1\t0\t0.000\t0s\t?\t0s\tsh", "0\t6\t1\t0.000\t0s\t?\t0s\tsleep" }));
        Assert.That(
            await Client.ListContainerProcessesAsync("top", ["pid", "args"]),
            Is.EqualTo(new[] { "PID\tCOMMAND", "1\tsh -c sleep 1000 ", "6\tsleep 1000 " }));
        Assert.That(await ReasonOf(() => Client.ListContainerProcessesAsync("top", ["-o", "pid"])), Is.EqualTo("'-o': unknown descriptor"));

        ContainerStats stats = await Client.GetContainerStatsAsync("top");
        Assert.That((stats.Pids, stats.MemUsage > 0, stats.MemPerc > 0), Is.EqualTo((2L, true, true)));
        await Client.KillContainerAsync("top", 9);
        await Client.WaitContainerAsync("top");
        Assert.That(await Client.GetContainerStatsAsync("top"), Is.EqualTo(new ContainerStats { Id = stats.Id, Name = "top" }));
    }
}
