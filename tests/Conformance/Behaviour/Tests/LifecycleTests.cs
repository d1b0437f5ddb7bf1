using Podman;
using Varlink.Conformance.Behaviour.Suite;

namespace Varlink.Conformance.Behaviour.Tests;

public class LifecycleTests(string target) : BehaviourTest(target)
{
    [Behaviour("StartContainer", "WaitContainer")]
    public async Task A_program_runs_and_its_exit_code_can_be_asked_for_again()
    {
        string id = await CreateAsync("echo out; exit 3");

        Assert.That(await Client.StartContainerAsync(id[..20], Cancel), Is.EqualTo(id), "Replies carry the whole id.");
        Assert.That(await Client.WaitContainerAsync(id, Cancel), Is.EqualTo(3));
        Assert.That(await Client.WaitContainerAsync(id, Cancel), Is.EqualTo(3));
        Assert.That(await StatusAsync(id), Is.EqualTo("exited"));
        Assert.That(await LinesAsync(id), Is.EqualTo(new[] { "out" }));
    }

    [Behaviour("GetContainer", "StartContainer")]
    public async Task A_running_container_shows_it()
    {
        string id = await StartReadyAsync("sleep 100");

        ListContainerData container = await Client.GetContainerAsync(id, Cancel);

        Assert.That(container.Status, Is.EqualTo("running"));
        Assert.That(container.ContainerRunning, Is.True);
        Assert.That(long.Parse(container.Namespaces.Pid, System.Globalization.CultureInfo.InvariantCulture), Is.Positive);
        Assert.That(container.Namespaces.Net, Does.Match(@"^\d+$"));
    }

    [Behaviour("StartContainer", "ErrorOccurred")]
    public async Task What_runs_cannot_be_started()
    {
        string id = await StartReadyAsync("sleep 100");

        Assert.That(await ReasonOf(Client.StartContainerAsync(id, Cancel)), Does.Contain("already running"));
        Assert.That(await StatusAsync(id), Is.EqualTo("running"));
    }

    [Behaviour("StartContainer", "ErrorOccurred")]
    public async Task A_program_that_is_not_there_cannot_be_started()
    {
        string id = await CreateAsync(new CreateContainerOptions { Command = ["/no/such/program"] });

        Assert.That(await ReasonOf(Client.StartContainerAsync(id, Cancel)), Does.Contain("/no/such/program"));
        Assert.That((await Client.GetContainerAsync(id, Cancel)).ContainerRunning, Is.False);
    }

    [Behaviour("StopContainer")]
    public async Task A_stop_asks_first()
    {
        string id = await StartReadyAsync("while true; do sleep 0.1; done", before: "trap 'echo asked; exit 7' TERM");

        Assert.That(await Client.StopContainerAsync(id, 30, Cancel), Is.EqualTo(id));

        Assert.That(await StatusAsync(id), Is.EqualTo("exited"));
        Assert.That(await Client.WaitContainerAsync(id, Cancel), Is.EqualTo(7));
        Assert.That(await LinesAsync(id), Is.EqualTo(new[] { "ready", "asked" }));
    }

    [Behaviour("StopContainer")]
    public async Task A_stop_kills_what_does_not_listen()
    {
        string id = await StartReadyAsync("while true; do sleep 0.1; done", before: "trap '' TERM");

        await Client.StopContainerAsync(id, 1, Cancel);

        Assert.That(await Client.WaitContainerAsync(id, Cancel), Is.EqualTo(128 + 9));
    }

    [Behaviour("StopContainer")]
    public async Task What_has_ended_may_be_stopped()
    {
        string id = await StartAsync("exit 5");
        await Client.WaitContainerAsync(id, Cancel);

        Assert.That(await Client.StopContainerAsync(id, 1, Cancel), Is.EqualTo(id));
        Assert.That(await Client.WaitContainerAsync(id, Cancel), Is.EqualTo(5));
    }

    [Behaviour("StopContainer", "ErrorOccurred")]
    public async Task What_was_never_started_cannot_be_stopped()
    {
        string id = await CreateAsync("true");

        Assert.That(await ReasonOf(Client.StopContainerAsync(id, 1, Cancel)), Does.Contain("can only stop"));
    }

    [Behaviour("KillContainer")]
    public async Task A_kill_kills()
    {
        string id = await StartReadyAsync("sleep 100");

        Assert.That(await Client.KillContainerAsync(id, 9, Cancel), Is.EqualTo(id));
        Assert.That(await Client.WaitContainerAsync(id, Cancel), Is.EqualTo(128 + 9));
    }

    [Behaviour("KillContainer")]
    public async Task Other_signals_reach_the_program()
    {
        string id = await StartReadyAsync("while true; do sleep 0.1; done", before: "trap 'echo signalled; exit 4' USR1");

        await Client.KillContainerAsync(id, 10, Cancel);

        Assert.That(await Client.WaitContainerAsync(id, Cancel), Is.EqualTo(4));
        Assert.That(await LinesAsync(id), Is.EqualTo(new[] { "ready", "signalled" }));
    }

    [Behaviour("KillContainer", "ErrorOccurred")]
    public async Task What_does_not_run_cannot_be_killed()
    {
        string id = await CreateAsync("true");

        Assert.That(await ReasonOf(Client.KillContainerAsync(id, 9, Cancel)), Does.Contain("can only kill running containers"));
    }

    [Behaviour("PauseContainer", "UnpauseContainer", "ErrorOccurred")]
    public async Task A_paused_container_stands_still()
    {
        string id = await StartReadyAsync("sleep 100");

        Assert.That(await ReasonOf(Client.UnpauseContainerAsync(id, Cancel)), Does.Contain("is not paused"));
        Assert.That(await Client.PauseContainerAsync(id, Cancel), Is.EqualTo(id));
        ListContainerData paused = await Client.GetContainerAsync(id, Cancel);
        Assert.That((paused.Status, paused.ContainerRunning), Is.EqualTo(("paused", false)));
        Assert.That(await ReasonOf(Client.PauseContainerAsync(id, Cancel)), Does.Contain("is already paused"));
        Assert.That(await ReasonOf(Client.StartContainerAsync(id, Cancel)), Does.Contain("already running or paused"));
        Assert.That(await ReasonOf(Client.StopContainerAsync(id, 1, Cancel)), Does.Contain("can only stop"));
        Assert.That(await ReasonOf(Client.KillContainerAsync(id, 9, Cancel)), Does.Contain("can only kill"));
        Assert.That(await ReasonOf(Client.RestartContainerAsync(id, 1, Cancel)), Does.Contain("paused"));
        Assert.That(await ReasonOf(Client.RemoveContainerAsync(id, false, Cancel)), Does.Contain("paused"));
        Assert.That(await Client.UnpauseContainerAsync(id, Cancel), Is.EqualTo(id));
        Assert.That(await StatusAsync(id), Is.EqualTo("running"));
    }

    [Behaviour("PauseContainer", "ErrorOccurred")]
    public async Task What_does_not_run_cannot_be_paused()
    {
        string id = await CreateAsync("true");

        Assert.That(await ReasonOf(Client.PauseContainerAsync(id, Cancel)), Does.Contain("is not running, can't pause"));
    }

    [Behaviour("RestartContainer")]
    public async Task A_restart_runs_the_program_again()
    {
        string id = await CreateAsync("echo started; sleep 100");

        Assert.That(await Client.RestartContainerAsync(id, 0, Cancel), Is.EqualTo(id));
        await SaidAsync(id, "started");
        string created = (await Client.GetContainerAsync(id, Cancel)).CreatedAt;
        await Client.RestartContainerAsync(id, 0, Cancel);
        await Client.StopContainerAsync(id, 0, Cancel);

        // The second run may have been stopped before it wrote; the third cannot be.
        await Client.RestartContainerAsync(id, 0, Cancel);
        Assert.That(await StatusAsync(id), Is.EqualTo("running"));
        Assert.That((await Client.GetContainerAsync(id, Cancel)).CreatedAt, Is.EqualTo(created));
        Assert.That(await LinesAsync(id), Has.All.EqualTo("started").And.Not.Empty);
    }

    [Behaviour("StartContainer")]
    public async Task A_second_start_appends_to_the_log()
    {
        string id = await StartAsync("echo run");
        await Client.WaitContainerAsync(id, Cancel);
        await Client.StartContainerAsync(id, Cancel);
        await Client.WaitContainerAsync(id, Cancel);

        Assert.That(await LinesAsync(id), Is.EqualTo(new[] { "run", "run" }));
    }
}
