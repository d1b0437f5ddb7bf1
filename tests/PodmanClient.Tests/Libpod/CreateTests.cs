using System.Text;
using System.Text.Json;
using Podman.Tests.Libpod.Server;

namespace Podman.Tests.Libpod;

public class CreateTests : LibpodTest
{
    private const string Create = "POST containers/create";

    [Test]
    public async Task What_has_its_default_is_not_sent(CancellationToken cancellationToken)
    {
        string sent = await SendAsync(new CreateContainerOptions { Image = "alpine" }, cancellationToken);
        Assert.That(sent, Is.EqualTo("""{"image":"alpine","stop_timeout":0}"""));
    }

    [Test]
    public async Task Members_are_sent_as_Podman_takes_them(CancellationToken cancellationToken)
    {
        using JsonDocument spec = JsonDocument.Parse(await SendAsync(
            new CreateContainerOptions
            {
                Image = "alpine",
                Name = "web",
                Command = ["sh", "-c", "true"],
                Env = new Dictionary<string, string> { ["A"] = "b" },
                Publish = ["127.0.0.1:8080:80/udp", "9000-9001:90-91", "70", "[::1]:81:82"],
                ExposedPorts = ["53/tcp", "53/udp"],
                Volumes = ["/srv/data:/data:ro,z", "cache:/cache", "/anonymous"],
                Tmpfs = ["/scratch:size=64m", "/t"],
                NetMode = "container:db",
                PidMode = "host",
                UidMap = ["0:1000:500"],
                StopTimeout = 7,
                StopSignal = 10,
                SecurityOpts = ["label=disable", "no-new-privileges", "seccomp=unconfined"],
                LogDriver = "k8s-file",
                LogDriverOpt = ["path=/var/log/web", "max-size=1m", "tag=x"],
                Resources = new CreateResourceConfig
                {
                    Cpus = 1.5,
                    Memory = 1 << 20,
                    PidsLimit = -1,
                    Ulimit = ["nofile=1024:2048", "core=-1"],
                    DeviceReadBps = ["/dev/sda:1mb"],
                    BlkioWeightDevice = ["/dev/sda:4294967396"],
                },
            },
            cancellationToken));
        JsonElement root = spec.RootElement;
        string[] expected =
        [
            """portmappings=[{"host_ip":"127.0.0.1","container_port":80,"host_port":8080,"protocol":"udp"},{"container_port":90,"host_port":9000,"range":2},{"container_port":70},{"host_ip":"::1","container_port":82,"host_port":81}]""",
            """expose={"53":"tcp,udp"}""",
            """mounts=[{"destination":"/data","type":"bind","source":"/srv/data","options":["ro","z"]},{"destination":"/scratch","type":"tmpfs","source":"tmpfs","options":["size=64m"]},{"destination":"/t","type":"tmpfs","source":"tmpfs"}]""",
            """volumes=[{"Name":"cache","Dest":"/cache"},{"Dest":"/anonymous"}]""",
            """netns={"nsmode":"container","value":"db"}""",
            """pidns={"nsmode":"host"}""",
            """userns={"nsmode":"private"}""",
            """idmappings={"UIDMap":[{"container_id":0,"host_id":1000,"size":500}],"GIDMap":[{"container_id":0,"host_id":1000,"size":500}]}""",
            """stop_timeout=7""",
            """stop_signal=10""",
            """selinux_opts=["disable"]""",
            """no_new_privileges=true""",
            """seccomp_profile_path="unconfined" """.Trim(),
            """log_configuration={"driver":"k8s-file","path":"/var/log/web","size":1048576,"options":{"tag":"x"}}""",
            """resource_limits={"cpu":{"quota":150000,"period":100000},"memory":{"limit":1048576},"pids":{"limit":-1}}""",
            """r_limits=[{"type":"nofile","hard":2048,"soft":1024},{"type":"core","hard":18446744073709551615,"soft":18446744073709551615}]""",
            """throttleReadBpsDevice={"/dev/sda":{"rate":1048576}}""",

            // No weight, and Podman says so. Cut to 32 bits it would be one.
            """weightDevice={"/dev/sda":{"weight":4294967396}}""",
        ];
        Assert.Multiple(() =>
        {
            foreach (string member in expected)
            {
                string[] parts = member.Split('=', 2);
                Assert.That(root.TryGetProperty(parts[0], out JsonElement value) ? value.GetRawText() : "nothing", Is.EqualTo(parts[1]), parts[0]);
            }
        });
    }

    [Test]
    public async Task A_network_that_has_a_name_is_joined(CancellationToken cancellationToken)
    {
        string sent = await SendAsync(new CreateContainerOptions { Image = "alpine", Network = "backend" }, cancellationToken);
        Assert.That(sent, Does.Contain("""netns":{"nsmode":"bridge"}""").And.Contain("""networks":{"backend":{}}"""));
    }

    [Test]
    public async Task The_command_line_stands_in_for_image_and_command(CancellationToken cancellationToken)
    {
        string sent = await SendAsync(new CreateContainerOptions { Args = ["alpine", "echo", "hi"] }, cancellationToken);
        Assert.That(sent, Does.Contain("""image":"alpine""").And.Contain("""command":["echo","hi"]"""));
    }

    private static readonly (CreateContainerOptions Options, string Text)[] Refused =
    [
        (new CreateContainerOptions(), "image name not provided"),
        (new CreateContainerOptions { Image = "alpine", MountLabel = "x" }, "mount_label"),
        (new CreateContainerOptions { Image = "alpine", SubUidName = "x" }, "subuidname"),
        (new CreateContainerOptions { Image = "alpine", Publish = ["0:80"] }, "invalid port"),
        (new CreateContainerOptions { Image = "alpine", Publish = ["1:2:3:4"] }, "invalid port"),
        (new CreateContainerOptions { Image = "alpine", Publish = ["80-90:80-85"] }, "different lengths, 11 and 6"),
        (new CreateContainerOptions { Image = "alpine", Publish = ["8000-8010:80"] }, "different lengths, 11 and 1"),
        (new CreateContainerOptions { Image = "alpine", Volumes = [":"] }, "invalid volume"),
        (new CreateContainerOptions { Image = "alpine", SecurityOpts = ["nonsense"] }, "invalid security option"),
        (new CreateContainerOptions { Image = "alpine", UidMap = ["1:2"] }, "uidmap"),
        (new CreateContainerOptions { Image = "alpine", StopTimeout = -1 }, "stop_timeout"),
        (new CreateContainerOptions { Image = "alpine", StopSignal = -1 }, "stop_signal is no signal: -1"),
        (new CreateContainerOptions { Image = "alpine", StopSignal = (1L << 32) + 15 }, "stop_signal is no signal: 4294967311"),
        (new CreateContainerOptions { Image = "alpine", Resources = new CreateResourceConfig { Cpus = -1.5 } }, "cpus is no number of processors: -1.5"),
        (new CreateContainerOptions { Image = "alpine", Resources = new CreateResourceConfig { DeviceReadBps = ["/dev/sda:1", "/dev/sda:2"] } }, "device_read_bps names /dev/sda twice"),
        (new CreateContainerOptions { Image = "alpine", Resources = new CreateResourceConfig { BlkioWeightDevice = ["/dev/sda:1", "/dev/sda:2"] } }, "blkio_weight_device names /dev/sda twice"),
        (new CreateContainerOptions { Image = "alpine", Resources = new CreateResourceConfig { Ulimit = ["nofile"] } }, "invalid ulimit"),
        (new CreateContainerOptions { Image = "alpine", Resources = new CreateResourceConfig { Cpus = 1, CpuQuota = 1 } }, "cpus"),
    ];

    [TestCaseSource(nameof(Refused))]
    public async Task What_cannot_be_had_is_refused_and_nothing_is_sent((CreateContainerOptions Options, string Text) refused)
    {
        var error = await Assert.ThrowsAsync<ErrorOccurredException>(
            () => Client.Caller.CallAsync(PodmanMethods.CreateContainer, new() { Create = refused.Options }));
        Assert.That(error!.Reason, Does.Contain(refused.Text));
        Assert.That(Server.Requests, Is.Empty);
    }

    [Test]
    public async Task An_image_that_is_not_there_is_pulled_first(CancellationToken cancellationToken)
    {
        Server.On("POST images/pull", """{"stream":"Trying\n"}""" + "\n" + $$"""{"images":["{{Id}}"],"id":"{{Id}}"}""" + "\n").On(Create, $$"""{"Id":"{{Id}}"}""", 201);
        Assert.That(await Client.CreateContainerAsync(new CreateContainerOptions { Image = "quay.io/a/b" }, cancellationToken), Is.EqualTo(Id));
        Assert.That(Server.Requests.Select(static request => request.Route), Is.EqualTo(["GET images/quay.io/a/b/json", "POST images/pull", Create]));
    }

    [TestCase("quay.io/a/b", "initializing source docker://quay.io/a/b:latest: reading manifest latest in quay.io/a/b: manifest unknown")]
    [TestCase("short", "short-name did not resolve to an alias and no unqualified-search registries are defined")]
    [TestCase("localhost/own", "never asked for")]
    public async Task An_image_that_is_nowhere_is_not_found(string image, string failure, CancellationToken cancellationToken)
    {
        Server.On("POST images/pull", $$"""{"error":"{{failure}}"}""");
        var error = await Assert.ThrowsAsync<ImageNotFoundException>(() =>
            Client.CreateContainerAsync(new CreateContainerOptions { Image = image }, cancellationToken));
        Assert.That(error!.Name, Is.EqualTo(image));
    }

    [Test]
    public async Task A_registry_that_cannot_be_reached_is_another_failure(CancellationToken cancellationToken)
    {
        Server.On("POST images/pull", """{"error":"dial tcp 127.0.0.1:1: connect: connection refused"}""");
        var error = await Assert.ThrowsAsync<ErrorOccurredException>(() =>
            Client.CreateContainerAsync(new CreateContainerOptions { Image = "localhost:1/x" }, cancellationToken));
        Assert.That(error!.Reason, Is.EqualTo("unable to pull localhost:1/x: dial tcp 127.0.0.1:1: connect: connection refused"));
    }

    private async Task<string> SendAsync(CreateContainerOptions options, CancellationToken cancellationToken)
    {
        Server.On("GET images/alpine/json", $$"""{"Id":"{{Id}}"}""").On(Create, $$"""{"Id":"{{Id}}","Warnings":[]}""", 201);
        Assert.That(await Client.CreateContainerAsync(options, cancellationToken), Is.EqualTo(Id));
        return Encoding.UTF8.GetString(Server.To(Create).Single().Body);
    }
}
