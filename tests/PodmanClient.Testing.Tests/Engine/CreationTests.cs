using System.Text.Json;

namespace Podman.Testing.Tests.Engine;

public class CreationTests : EngineTest
{
    [Test]
    public async Task A_container_is_found_by_name_id_and_the_beginning_of_its_id()
    {
        string id = await CreateAsync("abc", "sh");

        foreach (string name in (string[])["abc", id, id[..12], id[..63]])
        {
            Assert.That((await Client.GetContainerAsync(name)).Id, Is.EqualTo(id), name);
        }

        foreach (string name in (string[])["ab", "ABC", "/abc", " abc", "", id + "0", id[..12].ToUpperInvariant() + "X"])
        {
            Assert.That(
                async () => await Client.GetContainerAsync(name), Throws.TypeOf<ContainerNotFoundException>().With.Property("Name").EqualTo(name));
        }
    }

    [Test]
    public async Task A_name_beats_the_beginning_of_anothers_id_and_a_full_id_an_equal_name()
    {
        string id = await CreateAsync("one", "sh");
        string named = await CreateAsync(id[..6], "sh");
        await CreateAsync(id, "sh");

        Assert.That((await Client.GetContainerAsync(id[..6])).Id, Is.EqualTo(named));
        Assert.That((await Client.GetContainerAsync(id)).Names, Is.EqualTo("one"));
    }

    [Test]
    public async Task An_ambiguous_beginning_finds_nothing()
    {
        for (int i = 0; i < 17; i++)
        {
            await CreateAsync($"many{i}", "sh");
        }

        string ambiguous = Engine.Containers.GroupBy(c => c.Id[..1]).First(group => group.Count() > 1).Key;
        Assert.That(async () => await Client.GetContainerAsync(ambiguous), Throws.TypeOf<ContainerNotFoundException>());
    }

    [Test]
    public async Task Containers_are_listed_by_id()
    {
        for (int i = 0; i < 10; i++)
        {
            await CreateAsync("", "sh");
        }

        IReadOnlyList<ListContainerData> list = await Client.ListContainersAsync();
        Assert.That(list.Select(c => c.Id), Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
        Assert.That(list.Select(c => c.Names), Is.All.Match("^[a-z]+_[a-z]+$"));
    }

    [Test]
    public async Task A_name_that_is_taken_names_its_owner()
    {
        string id = await CreateAsync("full", "sh");

        Assert.That(
            await ReasonOf(() => CreateAsync("full", "sh")),
            Is.EqualTo(
                $"error creating container storage: the container name \"full\" is already in use by \"{id}\". " +
                "You have to remove that container to be able to reuse that name.: that name is already in use"));
    }

    [TestCase("bad name!")]
    [TestCase("/lead")]
    [TestCase("naïve")]
    public async Task Any_name_is_taken(string name)
    {
        await CreateAsync(name, "sh");

        Assert.That((await Client.GetContainerAsync(name)).Names, Is.EqualTo(name));
    }

    [Test]
    public void An_image_that_is_nowhere_is_not_found()
    {
        Assert.That(
            async () => await Client.CreateContainerAsync(new CreateContainerOptions { Image = "nosuch" }),
            Throws.TypeOf<ImageNotFoundException>().With.Property("Name").EqualTo("nosuch"));
    }

    [Test]
    public async Task Creating_pulls_an_image_that_is_only_in_a_registry()
    {
        Assert.That(Engine.Images, Is.Empty);

        await Client.CreateContainerAsync(new CreateContainerOptions { Image = "alpine", Name = "a" });

        Assert.That(Engine.Images.Single().Names, Is.EqualTo(new[] { "docker.io/library/alpine:latest" }));
        Assert.That((await Client.GetContainerAsync("a")).Image, Is.EqualTo("alpine"));
        Assert.That((await Client.GetContainerAsync("a")).Command, Is.EqualTo(new[] { "/bin/sh" }));
    }

    [Test]
    public async Task Everything_that_was_asked_for_shows()
    {
        await Client.CreateContainerAsync(new CreateContainerOptions
        {
            Image = "busybox",
            Name = "full",
            Command = ["sh", "-c", "echo $GREETING; id; pwd; hostname; grep foo /etc/hosts; sleep 100"],
            Env = new Dictionary<string, string> { ["GREETING"] = "hello" },
            Labels = new Dictionary<string, string> { ["a"] = "1", ["b"] = "" },
            Hostname = "myhost",
            WorkDir = "/bin",
            User = "0:0",
            Volumes = ["/srv/data:/data:ro"],
            Tmpfs = ["/scratch"],
            Publish = ["18080:80"],
            DnsServers = ["10.1.1.1"],
            HostAdd = ["foo:10.0.0.9"],
            Resources = new CreateResourceConfig { Ulimit = ["nofile=1024:1024"] },
        });
        Time.Advance(TimeSpan.FromMilliseconds(811.5));
        await Client.StartContainerAsync("full");

        ListContainerData data = await Client.GetContainerAsync("full");
        Assert.Multiple(() =>
        {
            Assert.That(data.CreatedAt, Is.EqualTo("2026-11-23 21:11:41 +0000 UTC"));
            Assert.That(data.RunningFor, Is.EqualTo("811.5ms"));
            Assert.That(data.Labels, Is.EquivalentTo(new Dictionary<string, string> { ["a"] = "1", ["b"] = "" }));
            Assert.That(data.Ports.Select(p => $"{p.HostPort}:{p.ContainerPort}/{p.Protocol}"), Is.EqualTo(new[] { "18080:80/udp", "18080:80/tcp" }));
            Assert.That(data.Mounts, Has.Count.EqualTo(9));
            Assert.That(data.Mounts[^1].Options, Is.EqualTo(new[] { "ro", "rbind", "private" }));
        });
        Assert.That(await LogAsync("full"), Is.EqualTo(new[] { "hello", "uid=0(root) gid=0(root)", "/bin", "myhost", "10.0.0.9\tfoo" }));

        using JsonDocument inspect = JsonDocument.Parse(await Client.InspectContainerAsync("full"));
        JsonElement root = inspect.RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(root.GetProperty("ID").GetString(), Is.EqualTo(data.Id));
            Assert.That(root.GetProperty("Path").GetString(), Is.EqualTo("sh"));
            Assert.That(root.GetProperty("State").GetProperty("Running").GetBoolean(), Is.True);
            Assert.That(
                root.GetProperty("Config").GetProperty("Env").EnumerateArray().Select(e => e.GetString()),
                Is.EqualTo(new[]
                {
                    "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "TERM=xterm", "HOSTNAME=myhost", "container=podman", "GREETING=hello",
                }));
            Assert.That(root.GetProperty("HostConfig").GetProperty("Tmpfs")[0].GetString(), Is.EqualTo("/scratch"));
            Assert.That(root.GetProperty("NetworkSettings").GetProperty("IPAddress").GetString(), Does.StartWith("10.88."));
        });
    }

    [Test]
    public async Task Containers_that_mount_the_same_volume_share_its_files()
    {
        foreach ((string name, string script) in new[] { ("writer", "echo shared > /data/file"), ("reader", "cat /mnt/file; echo x > /mnt/file") })
        {
            await Client.CreateContainerAsync(new CreateContainerOptions
            {
                Image = "busybox",
                Name = name,
                Command = ["sh", "-c", script],
                Volumes = [name == "writer" ? "vol:/data" : "vol:/mnt:ro"],
            });
            await Client.StartContainerAsync(name);
            await Client.WaitContainerAsync(name);
        }

        Assert.That(await LogAsync("reader"), Is.EqualTo(new[] { "shared", "sh: can't create /mnt/file: Read-only file system" }));
    }

    [TestCase("abc", "Invalid containerPort: abc")]
    [TestCase("80:99999", "Invalid containerPort: 99999")]
    [TestCase("http:80", "Invalid hostPort: http")]
    [TestCase("80:", "No port specified: 80:<empty>")]
    [TestCase("80:80/http", "Invalid proto: http")]
    [TestCase("here:80:80", "Invalid ip address: here")]
    [TestCase("80-90:80-85", "Invalid ranges specified for container and host Ports: 80-85 and 80-90")]
    [TestCase(
        "8000-8010:80",
        "unable to create port bindings: unable to convert host port to integer: strconv.Atoi: parsing \"8000-8010\": invalid syntax")]
    public async Task A_port_that_is_none_is_refused(string publish, string expected)
    {
        Assert.That(
            await ReasonOf(() => CreateUncheckedAsync(new CreateContainerOptions { Image = "busybox", Publish = [publish] })),
            Is.EqualTo(expected));
    }

    [Test]
    public async Task An_exposed_port_that_is_none_is_refused() => Assert.That(
        await ReasonOf(() => CreateUncheckedAsync(new CreateContainerOptions { Image = "busybox", ExposedPorts = ["http"] })),
        Does.StartWith("invalid range format for --expose: http"));

    [Test]
    public async Task Ports_are_published_in_ranges_and_at_addresses()
    {
        string id = await Client.CreateContainerAsync(new CreateContainerOptions { Image = "busybox", Publish = ["[::1]:8000-8001:80-81/udp"] });

        Assert.That(
            (await Client.GetContainerAsync(id)).Ports.Select(port => $"{port.HostIp} {port.HostPort} {port.ContainerPort} {port.Protocol}"),
            Is.EqualTo(new[] { "::1 8000 80 udp", "::1 8001 81 udp" }));
    }

    [Test]
    public async Task There_are_no_pods()
    {
        Assert.That(
            await ReasonOf(() => Client.CreateContainerAsync(new CreateContainerOptions { Image = "busybox", Pod = "nosuchpod" })),
            Is.EqualTo("unable to add container to pod nosuchpod: no pod with name or ID nosuchpod found: no such pod"));
    }

    [Test]
    public async Task Thousands_of_containers_stay_quick()
    {
        await CreateAsync("first", "sh");
        for (int i = 0; i < 3000; i++)
        {
            await CreateAsync("", "sh");
        }

        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (int i = 0; i < 1000; i++)
        {
            await Client.GetContainerAsync("first");
        }

        Assert.That(await Client.ListContainersAsync(), Has.Count.EqualTo(3001));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)));
    }

    [Test]
    public async Task The_same_seed_gives_the_same_ids_and_names()
    {
        string id = await CreateAsync("", "sh");
        await using var other = new ReferenceEngine(new ReferenceEngineOptions { Seed = 42 });
        await using PodmanClient otherClient = other.CreateClient();

        string otherId = await otherClient.CreateContainerAsync(new CreateContainerOptions { Image = "busybox" });

        Assert.That(otherId, Is.EqualTo(id));
        Assert.That(other.Containers[0].Name, Is.EqualTo(Engine.Containers[0].Name));
    }

    /// <summary>Past the client, which would not send everything.</summary>
    private Task<string> CreateUncheckedAsync(CreateContainerOptions create) =>
        Client.Caller.CallAsync(PodmanMethods.CreateContainer, new() { Create = create });
}
