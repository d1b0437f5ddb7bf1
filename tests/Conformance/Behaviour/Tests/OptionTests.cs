using Podman;
using Varlink.Conformance.Behaviour.Suite;

namespace Varlink.Conformance.Behaviour.Tests;

/// <summary>What a container is created with, seen from inside of it.</summary>
public class OptionTests(string target) : BehaviourTest(target)
{
    [Behaviour("CreateContainer")]
    public async Task Names_of_hosts_are_added()
    {
        string[] lines = await SeeAsync("grep example.test /etc/hosts", new() { HostAdd = ["example.test:10.1.2.3"] });

        Assert.That(lines.Single().Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[] { "10.1.2.3", "example.test" }));
    }

    [Behaviour("CreateContainer")]
    public async Task Name_servers_are_set()
    {
        string[] lines = await SeeAsync("cat /etc/resolv.conf", new() { DnsServers = ["10.9.9.9"], DnsSearch = ["example.test"], DnsOpt = ["ndots:3"] });

        Assert.That(lines, Does.Contain("nameserver 10.9.9.9").And.Contain("search example.test").And.Contain("options ndots:3"));
    }

    [Behaviour("CreateContainer")]
    public async Task A_file_system_in_memory_can_be_written_to()
    {
        string[] lines = await SeeAsync(
            "echo kept > /scratch/file && cat /scratch/file; echo lost > /file || echo refused", new() { ReadOnlyRootFs = true, Tmpfs = ["/scratch"] });

        // The complaint of the shell is on the other stream: which line is read first is not sure.
        Assert.That(lines, Does.Contain("kept").And.Contain("refused").And.No.Member("lost"));
    }

    [Behaviour("CreateContainer", "GetContainerStats")]
    public async Task Memory_is_limited()
    {
        const long limit = 64 * 1024 * 1024;
        string id = await CreateAsync(
            new CreateContainerOptions { Command = ["sleep", "100"], Resources = new CreateResourceConfig { Memory = limit } });
        await Client.StartContainerAsync(id, Cancel);

        Assert.That((await Client.GetContainerStatsAsync(id, Cancel)).MemLimit, Is.EqualTo(limit));
    }

    [Behaviour("CreateContainer")]
    public async Task Limits_of_a_process_are_set()
    {
        string[] lines = await SeeAsync("ulimit -n", new() { Resources = new CreateResourceConfig { Ulimit = ["nofile=512:512", "nproc=500:500"] } });

        Assert.That(lines, Is.EqualTo(new[] { "512" }));
    }

    [Behaviour("CreateContainer")]
    public async Task Groups_are_added()
    {
        string[] lines = await SeeAsync("id -G", new() { GroupAdd = ["1234"] });

        Assert.That(lines.Single().Split(' '), Does.Contain("1234"));
    }

    [Behaviour("CreateContainer")]
    public async Task Capabilities_are_taken_away()
    {
        string[] lines = await SeeAsync("touch /file; chown nobody /file || echo refused", new() { CapDrop = ["CHOWN"] });

        Assert.That(lines, Does.Contain("refused"));
    }

    [Behaviour("CreateContainer")]
    public async Task A_container_may_have_no_network()
    {
        string[] lines = await SeeAsync("ls /sys/class/net", new() { NetMode = "none" });

        Assert.That(lines, Is.EqualTo(new[] { "lo" }));
    }

    [Behaviour("CreateContainer")]
    public async Task Settings_of_the_kernel_are_the_containers_own()
    {
        string[] lines = await SeeAsync(
            "cat /proc/sys/net/ipv4/ip_default_ttl", new() { SysCtl = new Dictionary<string, string> { ["net.ipv4.ip_default_ttl"] = "42" } });

        Assert.That(lines, Is.EqualTo(new[] { "42" }));
    }

    [Behaviour("CreateContainer")]
    public async Task The_size_of_shared_memory_is_set()
    {
        string[] lines = await SeeAsync(
            "df -k /dev/shm | tail -n 1", new() { Resources = new CreateResourceConfig { ShmSize = 16 * 1024 * 1024 } });

        Assert.That(lines.Single().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], Is.EqualTo("16384"));
    }

    [Behaviour("CreateContainer", "StopContainer")]
    public async Task The_signal_of_a_stop_can_be_chosen()
    {
        string id = await CreateAsync(new CreateContainerOptions
        {
            Command = ["sh", "-c", "trap 'exit 9' USR1; echo ready; while true; do sleep 0.1; done"],
            StopSignal = 10,
        });
        await Client.StartContainerAsync(id, Cancel);
        await SaidAsync(id, "ready");

        await Client.StopContainerAsync(id, 30, Cancel);

        Assert.That(await Client.WaitContainerAsync(id, Cancel), Is.EqualTo(9));
    }

    [Behaviour("CreateContainer", "InspectContainer")]
    public async Task Ports_may_be_exposed_without_being_published()
    {
        string id = await CreateAsync(new CreateContainerOptions { ExposedPorts = ["8080/tcp"] });

        Assert.That((await Client.GetContainerAsync(id, Cancel)).Ports, Is.Empty);
        Assert.That(await Client.InspectContainerAsync(id, Cancel), Does.Contain("8080/tcp"));
    }

    [Behaviour("CreateContainer", "ErrorOccurred")]
    public async Task A_user_must_exist() =>
        Assert.That(await ReasonOf(CreateAndStartAsync(new() { User = "no-such-user" })), Does.Contain("no-such-user"));

    [Behaviour("CreateContainer", "ErrorOccurred")]
    public async Task A_port_must_be_a_number() =>
        Assert.That(
            await ReasonOf(Client.Caller.CallAsync(
                PodmanMethods.CreateContainer, new() { Create = new() { Image = Target.Image, Command = ["true"], Publish = ["eighty"] } }, Cancel)),
            Does.Contain("eighty"));

    [Behaviour("CreateContainer", "ErrorOccurred")]
    public async Task A_volume_must_have_a_place() =>
        Assert.That(await ReasonOf(CreateAndStartAsync(new() { Volumes = ["relative:relative"] })), Does.Contain("relative"));

    private async Task<string[]> SeeAsync(string script, CreateContainerOptions options) =>
        (await RunAsync(options with { Command = ["sh", "-c", script] })).Lines;

    private async Task CreateAndStartAsync(CreateContainerOptions options)
    {
        string id = await CreateAsync(options with { Command = ["true"] });

        // Podman 0.8 sees it only now.
        await Client.StartContainerAsync(id, Cancel);
    }
}
