using Podman.Libpod;
using Podman.Tests.Libpod.Server;

namespace Podman.Tests.Libpod;

/// <summary>What Podman 3 says in other words than those after it. The answers are those of 3.4.4, and where it says so of 3.0.1.</summary>
public class Podman3Tests : LibpodTest
{
    private const string OtherId = "f123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [SetUp]
    public void Be_old() => Server.Version = "3.4.4";

    [TestCase("3.0.0", "configured", "configured")]
    [TestCase("3.4.4", "created", "created")]
    [TestCase("3.4.4", "running", "running")]
    [TestCase("3.4.4", "stopped", "exited")]
    [TestCase("4.3.1", "created", "configured")]
    [TestCase("4.3.1", "initialized", "created")]
    [TestCase("5.4.2", "created", "configured")]
    [TestCase("", "created", "configured")]
    public async Task The_word_created_is_of_two_states(string version, string state, string expected)
    {
        Server.Version = version;
        Server.HasContainer("web", Id, state).On("GET containers/json", $$"""[{"Id":"{{Id}}","Names":["web"],"State":"{{state}}"}]""");

        Assert.That((await Client.GetContainerAsync("web")).Status, Is.EqualTo(expected));
    }

    [Test]
    public async Task Lines_of_a_log_have_no_line_feed(CancellationToken cancellationToken)
    {
        Server.HasContainer("web", Id, "exited").On($"GET containers/{Id}/logs", async (_, reply) =>
        {
            await reply.BeginAsync();
            await reply.FrameAsync(1, "2026-11-24T18:12:53Z out");
            await reply.FrameAsync(2, "2026-11-24T18:12:53Z ");
            await reply.FrameAsync(1, "2026-11-24T18:12:53Z terminal\r");
            await reply.EndAsync();
        });

        Assert.That(await Client.GetContainerLogsAsync("web", cancellationToken), Is.EqualTo(new[]
        {
            "2026-11-24T18:12:53.000000000+00:00 stdout F out\n",
            "2026-11-24T18:12:53.000000000+00:00 stderr F \n",
            "2026-11-24T18:12:53.000000000+00:00 stdout F terminal\r\n",
        }));
    }

    [TestCase("3.4.4", 0, "exited")]
    [TestCase("3.4.4", 4711, "running")]
    [TestCase("4.3.1", 0, "running")]
    public async Task What_has_ended_may_be_called_stopping_for_ever(string version, int process, string expected)
    {
        Server.Version = version;
        Server.On("GET containers/web/json", $$$"""{"Id":"{{{Id}}}","State":{"Status":"stopping","Pid":{{{process}}}}}""")
            .On("GET containers/json", $$"""[{"Id":"{{Id}}","State":"stopping","Pid":{{process}}}]""");

        Assert.That((await Client.GetContainerAsync("web")).Status, Is.EqualTo(expected));
    }

    [Test]
    public async Task A_log_of_what_has_ended_ends(CancellationToken cancellationToken)
    {
        const string Details = $$$"""{"Id":"{{{Id}}}","State":{"Status":"stopping","Pid":0}}""";
        Server.On("GET containers/web/json", Details).On($"GET containers/{Id}/json", Details).On($"GET containers/{Id}/logs", async (_, reply) =>
        {
            await reply.BeginAsync();
            await reply.FrameAsync(1, "2026-11-24T18:12:53Z one");
            await reply.EndAsync();
        });

        List<ContainerLogLine> lines = await Client.FollowLogsAsync("web", cancellationToken: cancellationToken).ToListAsync(cancellationToken);

        Assert.That(lines.Select(static line => line.Text), Is.EqualTo(["one"]));
    }

    [Test]
    public async Task Published_ports_have_other_names(CancellationToken cancellationToken)
    {
        const string Ports =
            """[{"hostPort":18080,"containerPort":80,"protocol":"tcp","hostIP":""},{"hostPort":53,"containerPort":5353,"protocol":"udp","hostIP":"127.0.0.1"}]""";
        Server.HasContainer("web", Id, "running").On("GET containers/json", $$"""[{"Id":"{{Id}}","State":"running","Ports":{{Ports}}}]""");

        Assert.That((await Client.GetContainerAsync("web", cancellationToken)).Ports, Is.EqualTo(new[]
        {
            new ContainerPortMappings { HostPort = "18080", HostIp = "", Protocol = "tcp", ContainerPort = "80" },
            new ContainerPortMappings { HostPort = "53", HostIp = "127.0.0.1", Protocol = "udp", ContainerPort = "5353" },
        }));
    }

    [Test]
    public async Task A_bare_digest_is_that_of_every_name(CancellationToken cancellationToken)
    {
        string digest = $"sha256:{Id}";
        Server.On(
            "GET images/json",
            $$"""[{"Id":"{{Id}}","RepoTags":["localhost:5000/a:1","localhost:5000/a:2","localhost/b:latest"],"RepoDigests":["{{digest}}"]}]""");

        ImageInList image = (await Client.ListImagesAsync(cancellationToken)).Single();

        Assert.That(image.RepoDigests, Is.EqualTo([$"localhost:5000/a@{digest}", $"localhost/b@{digest}"]));
    }

    [Test]
    public async Task What_is_pruned_is_told_by_name_and_given_by_id(CancellationToken cancellationToken)
    {
        // 3.0.1
        Server.On("GET images/json", $$"""[{"Id":"{{Id}}","RepoTags":["localhost/a:1","localhost/a:2"]},{"Id":"{{OtherId}}","RepoTags":[]}]""")
            .On("POST images/prune", $$"""[{"Id":"localhost/a:1"},{"Id":"localhost/a:2"},{"Id":"{{OtherId}}"}]""");

        Assert.That(await Client.DeleteUnusedImagesAsync(cancellationToken), Is.EqualTo([Id, OtherId]));
    }

    [Test]
    public async Task A_single_Dockerfile_is_named_as_it_is(CancellationToken cancellationToken)
    {
        // 3.0.1 takes a list for the name of a file.
        using var folder = new Varlink.TestKit.TemporaryFolder();
        await File.WriteAllTextAsync(folder["one"], "FROM scratch\n", cancellationToken);
        await File.WriteAllTextAsync(folder["[two]"], "FROM scratch\n", cancellationToken);
        Server.On("POST build", $$"""{"stream":"{{Id}}\n"}""");

        foreach (string[] files in (string[][])[["one"], ["[two]"], ["one", "[two]"]])
        {
            await Client.BuildImageAsync(new BuildInfo { Dockerfile = [.. files.Select(file => folder[file])] }, cancellationToken);
        }

        Assert.That(
            Server.To("POST build").Select(static request => request.Line.Split("dockerfile=")[1].Split('&')[0]),
            Is.EqualTo(["one", """["[two]"]""", """["one","[two]"]"""]));
    }

    [TestCase("relative:relative")]
    [TestCase("relative")]
    [TestCase("/host:container:ro")]
    public async Task A_place_within_a_container_that_is_no_whole_path_is_refused(string volume)
    {
        Server.On($"GET images/localhost/a:1/json", $$"""{"Id":"{{Id}}"}""");

        var error = await Assert.ThrowsAsync<ErrorOccurredException>(
            () => Client.Caller.CallAsync(PodmanMethods.CreateContainer, new() { Create = new() { Image = "localhost/a:1", Command = ["x"], Volumes = [volume] } }));

        Assert.That(error!.Reason, Does.StartWith("invalid container path").And.EndsWith("must be an absolute path"));
        Assert.That(Server.To("POST containers/create"), Is.Empty);
    }
}
