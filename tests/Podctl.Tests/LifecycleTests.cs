using Podman;
using Podman.Testing;

namespace Podctl.Tests;

/// <summary>start, stop, kill, pause, rm, wait, run.</summary>
internal sealed class LifecycleTests : PodctlFixture
{
    private ReferenceContainer Container => Engine.Containers.Single();

    /// <summary>A program that ends when it is asked to; a first process without a handler would take no notice.</summary>
    [SetUp]
    public void SetProgram() => Engine.OnRun("serve", async process =>
    {
        await process.DelayAsync(Timeout.InfiniteTimeSpan, process.StopRequested);
        return 0;
    });

    [Test]
    public async Task Start_starts_and_prints_the_id()
    {
        await AddAsync(ContainerState.Configured);

        Assert.That(await RunAsync("start", "web"), Is.Zero);

        Assert.That(Container.Status, Is.EqualTo("running"));
        Assert.That(Out.ToString(), Is.EqualTo($"{Container.Id}\n"));
    }

    [Test]
    public async Task Several_containers_are_taken_in_order()
    {
        await AddAsync(ContainerState.Configured);
        await AddAsync(ContainerState.Configured, "second");

        Assert.That(await RunAsync("start", "second", "web"), Is.Zero);

        Assert.That(Engine.Containers.Select(container => container.Status), Has.All.EqualTo("running"));
        Assert.That(Out.ToString().Split('\n')[0], Is.EqualTo(Engine.Containers.Single(container => container.Name == "second").Id));
    }

    [Test]
    public async Task One_that_fails_does_not_keep_the_others_from_it()
    {
        await AddAsync(ContainerState.Configured);

        Assert.That(await RunAsync("start", "nosuch", "web"), Is.EqualTo(1));

        Assert.That(Container.Status, Is.EqualTo("running"));
        Assert.That(Out.ToString(), Is.EqualTo($"{Container.Id}\n"));
        Assert.That(Error.ToString(), Is.EqualTo("podctl: There is no container 'nosuch'. 'podctl ps --all' lists those there are.\n"));
    }

    [Test]
    public async Task Stop_stops_with_the_time_given()
    {
        await AddAsync(ContainerState.Running);

        Assert.That(await RunAsync("stop", "--time", "5", "web"), Is.Zero);

        Assert.That(Container.Status, Is.EqualTo("exited"));
    }

    [Test]
    public async Task Kill_sends_the_signal()
    {
        await AddAsync(ContainerState.Running);

        Assert.That(await RunAsync("kill", "--signal", "15", "web"), Is.Zero);
        Assert.That(await RunAsync("wait", "web"), Is.Zero);

        Assert.That(Container.ExitCode, Is.EqualTo(143));
    }

    [Test]
    public async Task Pause_freezes_and_undoes_it()
    {
        await AddAsync(ContainerState.Running);

        Assert.That(await RunAsync("pause", "web"), Is.Zero);
        Assert.That(Container.Status, Is.EqualTo("paused"));

        Assert.That(await RunAsync("pause", "--undo", "web"), Is.Zero);
        Assert.That(Container.Status, Is.EqualTo("running"));
    }

    [Test]
    public async Task Rm_removes_a_running_one_only_by_force()
    {
        await AddAsync(ContainerState.Running);

        Assert.That(await RunAsync("rm", "web"), Is.EqualTo(1));
        Assert.That(Error.ToString(), Is.EqualTo("podctl: The container 'web' is running. 'podctl rm --force web' stops it first.\n"));
        Assert.That(await RunAsync("rm", "--force", "web"), Is.Zero);

        Assert.That(Engine.Containers, Is.Empty);
    }

    [TestCase("start")]
    [TestCase("stop")]
    [TestCase("kill")]
    [TestCase("pause")]
    [TestCase("rm")]
    [TestCase("wait")]
    [TestCase("logs")]
    [TestCase("attach")]
    public async Task A_container_that_is_not_there_is_one_line_with_the_mend(string command)
    {
        Assert.That(await RunAsync(command, "nix"), Is.EqualTo(1));

        Assert.That(Error.ToString(), Is.EqualTo("podctl: There is no container 'nix'. 'podctl ps --all' lists those there are.\n"));
        Assert.That(Out.ToString(), Is.Empty);
    }

    [Test]
    public async Task Wait_prints_the_exit_code()
    {
        await AddAsync(ContainerState.Exited, exitCode: 7);

        Assert.That(await RunAsync("wait", "web"), Is.Zero);

        Assert.That(Out.ToString(), Is.EqualTo("7\n"));
    }

    [Test]
    public async Task Wait_gives_json()
    {
        await AddAsync(ContainerState.Exited, exitCode: 7);

        Assert.That(await RunAsync("wait", "web", "--json"), Is.Zero);

        Assert.That(Json().GetProperty("exitCode").GetInt32(), Is.EqualTo(7));
    }

    [Test]
    public async Task Wait_waits_for_a_state()
    {
        await AddAsync(ContainerState.Running);

        Assert.That(await RunAsync("wait", "web", "--state", "running"), Is.Zero);
        Assert.That(Out.ToString(), Is.EqualTo("running\n"));
    }

    [Test]
    public async Task Wait_fails_for_a_state_that_has_passed()
    {
        await AddAsync(ContainerState.Exited);

        Assert.That(await RunAsync("wait", "web", "--state", "running"), Is.EqualTo(1));
        Assert.That(Error.ToString(), Does.Contain("'podctl start web' starts it again."));
    }

    [Test]
    public async Task Wait_gives_up_in_time()
    {
        await AddAsync(ContainerState.Running);

        Assert.That(await RunAsync("wait", "web", "--timeout", "0.05"), Is.EqualTo(1));
        Assert.That(Error.ToString(), Is.EqualTo("podctl: The container 'web' did not become exited in 0.05 s.\n"));
    }

    [Test]
    public async Task Run_prints_what_was_written_ends_as_the_container_and_leaves_nothing()
    {
        Assert.That(await RunAsync("run", "-e", "WHO=you", "shop:1", "--", "sh", "-c", "echo hello $WHO; echo oh >&2; exit 3"), Is.EqualTo(3));

        Assert.That(Out.ToString(), Is.EqualTo("hello you\n"));
        Assert.That(Error.ToString(), Is.EqualTo("oh\n"));
        Assert.That(Engine.Containers, Is.Empty);
    }

    [Test]
    public async Task Run_prints_while_the_container_runs()
    {
        var goOn = new TaskCompletionSource();
        Engine.OnRun("job", async process =>
        {
            await process.StandardOutput.WriteLineAsync("begun");
            await goOn.Task.WaitAsync(process.Killed);
            await process.StandardOutput.WriteAsync("ended");
            return 5;
        });

        Task<int> podctl = RunAsync("run", "shop:1", "job");
        await Out.SeenAsync("begun\n");
        Assert.That(Container.Status, Is.EqualTo("running"));
        goOn.SetResult();

        Assert.That(await podctl, Is.EqualTo(5));
        Assert.That(Out.ToString(), Does.StartWith("begun\nended"));
    }

    [Test]
    public async Task Run_gives_json_and_keeps_what_it_is_told_to()
    {
        Assert.That(await RunAsync("run", "--keep", "--json", "--name", "job", "shop:1", "echo", "hello"), Is.Zero);

        Assert.That(Json().GetProperty("standardOutput").GetString(), Is.EqualTo("hello\n"));
        Assert.That(Container.Name, Is.EqualTo("job"));
    }

    [Test]
    public async Task Run_detached_leaves_it_running()
    {
        Assert.That(await RunAsync("run", "-d", "shop:1", "sleep", "1000"), Is.Zero);

        Assert.That(Out.ToString(), Is.EqualTo($"{Container.Id}\n"));
        Assert.That(Container.Status, Is.EqualTo("running"));
    }

    [Test]
    public async Task Run_of_an_image_that_is_nowhere_says_how_to_get_it()
    {
        Assert.That(await RunAsync("run", "nothing:1"), Is.EqualTo(1));

        Assert.That(Error.ToString(), Does.Contain("'podctl pull nothing:1' fetches it").And.Not.Contain(".."));
    }

    [Test]
    public async Task A_variable_without_a_value_is_the_callers_mistake()
    {
        Assert.That(await RunAsync("run", "-e", "WHO", "shop:1"), Is.EqualTo(2));

        Assert.That(Error.ToString(), Is.EqualTo("podctl: 'WHO' sets no variable. Write --env NAME=VALUE.\n"));
    }

    private Task<ReferenceContainer> AddAsync(ContainerState state, string name = "web", int exitCode = 0) =>
        Engine.AddContainerAsync(new CreateContainerOptions { Name = name, Image = "shop:1", Command = ["serve"] }, state, exitCode);
}
