using Podman;
using Varlink.Conformance.Behaviour.Suite;

namespace Varlink.Conformance.Behaviour.Tests;

public class ObservationTests(string target) : BehaviourTest(target)
{
    [Behaviour("ListContainerProcesses")]
    public async Task The_processes_are_a_table()
    {
        string id = await StartReadyAsync("sleep 77 & wait");

        IReadOnlyList<string> lines = await Client.ListContainerProcessesAsync(id, [], Cancel);

        string[][] cells = [.. lines.Select(line => line.Split('\t'))];
        Assert.That(cells[0], Is.EqualTo(new[] { "USER", "PID", "PPID", "%CPU", "ELAPSED", "TTY", "TIME", "COMMAND" }));
        Assert.That(cells[1..].Select(row => row[1]), Does.Contain("1"));
        Assert.That(cells[1..].Select(row => row[^1]), Has.Some.StartsWith("sleep"));
    }

    [Behaviour("ListContainerProcesses", "ErrorOccurred")]
    public async Task The_columns_can_be_chosen()
    {
        string id = await StartReadyAsync("sleep 77");

        IReadOnlyList<string> lines = await Client.ListContainerProcessesAsync(id, ["pid", "comm"], Cancel);

        Assert.That(lines[0].Split('\t'), Is.EqualTo(new[] { "PID", "COMMAND" }));
        Assert.That(lines[1].Split('\t')[0], Is.EqualTo("1"));
        Assert.That(await ReasonOf(Client.ListContainerProcessesAsync(id, ["pid", "nosuch"], Cancel)), Does.Contain("nosuch"));
    }

    [Behaviour("ListContainerProcesses", "ErrorOccurred")]
    public async Task What_does_not_run_has_no_processes()
    {
        string id = await CreateAsync("true");

        Assert.That(await ReasonOf(Client.ListContainerProcessesAsync(id, [], Cancel)), Does.Contain("is not running"));
    }

    [Behaviour("ListContainerChanges")]
    public async Task What_a_program_did_to_its_files_is_told()
    {
        string id = await StartAsync("echo new > /added.txt; mkdir /folder; rm /bin/date; echo x >> /etc/passwd");
        await Client.WaitContainerAsync(id, Cancel);

        ContainerChanges changes = await Client.ListContainerChangesAsync(id, Cancel);

        Assert.That(changes.Added, Is.SupersetOf(new[] { "/added.txt", "/folder" }));
        Assert.That(changes.Deleted, Is.EqualTo(new[] { "/bin/date" }));
        Assert.That(changes.Changed, Does.Contain("/etc").And.Contain("/etc/passwd"));
    }

    [Behaviour("ListContainerChanges")]
    public async Task What_does_not_exist_has_no_changes()
    {
        string name = NewName();

        // It takes names of images as well, and so cannot say that it was a container that was not found.
        VarlinkErrorException error = await FailureOf<VarlinkErrorException>(Client.ListContainerChangesAsync(name, Cancel));

        Assert.That(error, Is.InstanceOf<ContainerNotFoundException>().Or.InstanceOf<ErrorOccurredException>());
        Assert.That(error.Message, Does.Contain(name));
    }

    [Behaviour("GetContainer")]
    public async Task What_a_program_wrote_has_a_size()
    {
        string id = await StartAsync("i=0; while [ $i -lt 2000 ]; do printf 0123456789; i=$((i+1)); done > /big");
        await Client.WaitContainerAsync(id, Cancel);

        ListContainerData container = await Client.GetContainerAsync(id, Cancel);

        Assert.That(container.RwSize, Is.InRange(20_000, 40_000));
        Assert.That(container.RootFsSize, Is.Positive);
    }

    [Behaviour("GetContainerStats")]
    public async Task What_runs_uses_something()
    {
        string id = await StartReadyAsync("sleep 100");

        ContainerStats stats = await Client.GetContainerStatsAsync(id, Cancel);

        Assert.That(stats.Id, Is.EqualTo(id));
        Assert.That(stats.Name, Is.EqualTo((await Client.GetContainerAsync(id, Cancel)).Names));
        Assert.That(stats.Pids, Is.InRange(1, 2));
        Assert.That(stats.CpuNano, Is.Positive);
        Assert.That(stats.MemUsage, Is.Positive.And.LessThan(stats.MemLimit));
        Assert.That(stats.MemPerc, Is.InRange(0, 100));
    }

    [Behaviour("GetContainerStats")]
    public async Task What_does_not_run_uses_nothing()
    {
        string id = await CreateAsync("true");

        ContainerStats stats = await Client.GetContainerStatsAsync(id, Cancel);

        Assert.That((stats.CpuNano, stats.MemUsage, stats.Pids), Is.EqualTo((0L, 0L, 0L)));
    }
}
