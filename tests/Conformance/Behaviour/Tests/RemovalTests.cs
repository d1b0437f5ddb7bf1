using Podman;
using Varlink.Conformance.Behaviour.Suite;

namespace Varlink.Conformance.Behaviour.Tests;

public class RemovalTests(string target) : BehaviourTest(target)
{
    [Behaviour("RemoveContainer", "ContainerNotFound")]
    public async Task What_is_removed_is_gone()
    {
        string name = NewName();
        string id = await CreateAsync(new CreateContainerOptions { Name = name, Command = ["true"] });

        Assert.That(await Client.RemoveContainerAsync(name, false, Cancel), Is.EqualTo(id));

        Assert.That((await FailureOf<ContainerNotFoundException>(Client.GetContainerAsync(name, Cancel))).Name, Is.EqualTo(name));
        Assert.That((await Client.ListContainersAsync(Cancel)).Select(container => container.Id), Does.Not.Contain(id));
        Assert.That(await CreateAsync(new CreateContainerOptions { Name = name }), Is.Not.EqualTo(id), "The name is free again.");
    }

    [Behaviour("RemoveContainer", "ErrorOccurred")]
    public async Task What_runs_is_removed_by_force_only()
    {
        string id = await StartReadyAsync("sleep 100");

        Assert.That(await ReasonOf(Client.RemoveContainerAsync(id, false, Cancel)), Does.Contain("cannot remove container").And.Contain(id));
        Assert.That(await StatusAsync(id), Is.EqualTo("running"));
        Assert.That(await Client.RemoveContainerAsync(id, true, Cancel), Is.EqualTo(id));
        await FailureOf<ContainerNotFoundException>(Client.GetContainerAsync(id, Cancel));
    }

    [Behaviour("DeleteStoppedContainers")]
    public async Task Those_that_do_not_run_are_removed_at_once()
    {
        SkipUnlessSweepable();
        string running = await StartReadyAsync("sleep 100");
        string exited = await StartAsync("exit 1");
        await Client.WaitContainerAsync(exited, Cancel);
        string created = await CreateAsync("true");

        IReadOnlyList<string> removed = await Client.DeleteStoppedContainersAsync(Cancel);

        Assert.That(removed, Is.SupersetOf(new[] { exited, created }).And.No.Member(running));
        Assert.That((await Client.ListContainersAsync(Cancel)).Select(container => container.Id), Is.EqualTo(new[] { running }));
        Assert.That(await Client.DeleteStoppedContainersAsync(Cancel), Is.Empty);
    }

    [Behaviour(
        "GetContainer", "InspectContainer", "StartContainer", "StopContainer", "RestartContainer", "KillContainer", "PauseContainer",
        "UnpauseContainer", "WaitContainer", "RemoveContainer", "GetContainerLogs", "ListContainerProcesses",
        "GetContainerStats", "GetAttachSockets", "ExportContainer", "Commit", "ContainerNotFound")]
    public async Task A_container_that_does_not_exist_is_not_found_by_any_method()
    {
        string name = NewName();
        Task[] calls =
        [
            Client.GetContainerAsync(name, Cancel),
            Client.InspectContainerAsync(name, Cancel),
            Client.StartContainerAsync(name, Cancel),
            Client.StopContainerAsync(name, 1, Cancel),
            Client.RestartContainerAsync(name, 1, Cancel),
            Client.KillContainerAsync(name, 9, Cancel),
            Client.PauseContainerAsync(name, Cancel),
            Client.UnpauseContainerAsync(name, Cancel),
            Client.WaitContainerAsync(name, Cancel),
            Client.RemoveContainerAsync(name, false, Cancel),
            Client.RemoveContainerAsync(name, true, Cancel),
            Client.GetContainerLogsAsync(name, Cancel),
            FirstAsync(Client.GetContainerLogsStreamAsync(name, Cancel)),
            Client.ListContainerProcessesAsync(name, [], Cancel),
            Client.GetContainerStatsAsync(name, Cancel),
            Client.GetAttachSocketsAsync(name, Cancel),
            Client.ExportContainerAsync(name, Path.Combine(Folder, "x.tar"), Cancel),
            Client.CommitAsync(name, NewImageName(), [], "", "", false, Cancel),
        ];

        foreach ((int index, Task call) in calls.Index())
        {
            ContainerNotFoundException error = await FailureOf<ContainerNotFoundException>(call);
            Assert.That(error.Name, Is.EqualTo(name), $"call {index}");
        }

        Assert.That(Directory.EnumerateFiles(Folder), Is.Empty);
    }

    private static async Task FirstAsync(IAsyncEnumerable<IReadOnlyList<string>> replies) => await replies.FirstAsync(Cancel);
}
