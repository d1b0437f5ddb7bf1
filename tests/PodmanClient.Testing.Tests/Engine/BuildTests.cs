using System.Text.Json;

namespace Podman.Testing.Tests.Engine;

public class BuildTests : EngineTest
{
    private async Task<BuildInfo> DockerfileAsync(string text, params (string Name, string Content)[] files)
    {
        await File.WriteAllTextAsync(PathOf("Dockerfile"), text);
        foreach ((string name, string content) in files)
        {
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
            await File.WriteAllTextAsync(PathOf(name), content);
        }

        return new BuildInfo { Dockerfile = [PathOf("Dockerfile")], Tags = ["built:1", "built:again"] };
    }

    private async Task<string[]> RunAsync(params IReadOnlyList<string> command)
    {
        string id = await Client.CreateContainerAsync(new CreateContainerOptions { Image = "built:1", Command = command });
        await Client.StartContainerAsync(id);
        await Client.WaitContainerAsync(id);
        return await LogAsync(id);
    }

    [Test]
    public async Task A_Dockerfile_becomes_an_image()
    {
        BuildInfo build = await DockerfileAsync(
            """
            # A comment
            ARG BASE=busybox
            FROM ${BASE}
            LABEL built=yes "with space"="a b"
            ENV X=1 \
                Y="two words"
            ENV OLD the old form
            WORKDIR /site
            COPY hello.txt renamed.txt
            COPY dir/*.cfg /etc/app/
            COPY dir /tree/
            RUN echo "made $X" > made.txt && cat renamed.txt >> made.txt
            EXPOSE 8080
            USER nobody
            ENTRYPOINT ["cat"]
            CMD ["made.txt"]
            """,
            ("hello.txt", "hello\n"),
            ("dir/a.cfg", "a"),
            ("dir/b.txt", "b"));

        BuildResponse response = await Client.BuildImageAsync(build);

        Assert.That(response.Logs[0], Is.EqualTo("Getting image source signatures\n"));
        Assert.That(response.Logs[^1], Is.EqualTo("Storing signatures\n"));
        Assert.That(await RunAsync(), Is.EqualTo(new[] { "made 1", "hello" }));
        ImageInList image = await Client.GetImageAsync("built:again");
        Assert.That(image.Id, Is.EqualTo(response.Id));
        Assert.That(image.Labels, Is.EquivalentTo(new Dictionary<string, string> { ["built"] = "yes", ["with space"] = "a b" }));
        using JsonDocument document = JsonDocument.Parse(await Client.InspectImageAsync("built:1"));
        JsonElement config = document.RootElement.GetProperty("ContainerConfig");
        Assert.Multiple(() =>
        {
            Assert.That(
                config.GetProperty("Env").EnumerateArray().Select(e => e.GetString()).Skip(1),
                Is.EqualTo(new[] { "X=1", "Y=two words", "OLD=the old form" }));
            Assert.That(config.GetProperty("WorkingDir").GetString(), Is.EqualTo("/site"));
            Assert.That(config.GetProperty("User").GetString(), Is.EqualTo("nobody"));
            Assert.That(config.GetProperty("ExposedPorts").GetRawText(), Is.EqualTo("""{"8080/tcp":{}}"""));
        });
        Assert.That(
            (await Client.ListContainerChangesAsync("built:1")).Added,
            Is.EqualTo(new[]
            {
                "/dev", "/etc/app", "/etc/app/a.cfg", "/proc", "/site", "/site/made.txt", "/site/renamed.txt", "/sys", "/tree", "/tree/a.cfg", "/tree/b.txt",
            }));
        Assert.That(await Client.HistoryImageAsync("built:1"), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Stages_copy_from_each_other_and_arguments_come_from_the_caller()
    {
        BuildInfo build = await DockerfileAsync(
            """
            FROM busybox AS maker
            ARG WHAT=nothing
            RUN echo "$WHAT" > /product
            FROM scratch
            COPY --from=maker /product /result
            COPY --from=0 /bin /bin
            """);

        await Client.BuildImageAsync(build with { BuildArgs = new Dictionary<string, string> { ["WHAT"] = "something" } });

        Assert.That(await RunAsync("cat", "/result"), Is.EqualTo(new[] { "something" }));
        Assert.That(await Client.HistoryImageAsync("built:1"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_is_ignored_is_not_copied()
    {
        BuildInfo build = await DockerfileAsync(
            "FROM scratch\nCOPY . /\n",
            (".dockerignore", "*.log\nsecret\n!keep.log\nDockerfile\n.dockerignore\n"),
            ("a.txt", ""), ("a.log", ""), ("keep.log", ""), ("secret/key", ""));

        await Client.BuildImageAsync(build);

        Assert.That((await Client.ListContainerChangesAsync("built:1")).Added, Is.EqualTo(new[] { "/a.txt", "/keep.log" }));
    }

    [Test]
    public async Task A_followed_build_ends_with_the_id()
    {
        BuildInfo build = await DockerfileAsync("FROM busybox\nRUN true\n");
        var replies = new List<BuildResponse>();

        await foreach (BuildResponse reply in Client.BuildImageStreamAsync(build))
        {
            replies.Add(reply);
        }

        Assert.That(replies[^1].Id, Is.EqualTo((await Client.GetImageAsync("built:1")).Id));
        Assert.That(replies.SkipLast(1).Select(r => r.Id), Is.All.Empty);
        Assert.That(replies.SelectMany(r => r.Logs), Contains.Item("Writing manifest to image destination\n"));
    }

    [TestCase(
        "FROM busybox\nRUN echo running; false\n",
        "error building at step {Env:[ PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin] Command:run Args:[echo running; false] Flags:[] " +
        "Attrs:map[] Message:RUN echo running; false Original:RUN echo running; false}: exit status 1")]
    [TestCase(
        "NONSENSE line\n",
        "error building at step {Env:[] Command:nonsense Args:[] Flags:[] Attrs:map[] Message:NONSENSE  Original:NONSENSE line}: Build error: Unknown " +
        "instruction: \"nonsense\" &imagebuilder.Step{Env:[]string{}, Command:\"nonsense\", Args:[]string{\"\"}, Flags:[]string{}, " +
        "Attrs:map[string]bool(nil), Message:\"NONSENSE \", Original:\"NONSENSE line\"}")]
    [TestCase(
        "FROM localhost/nosuch:1\n",
        "error creating build container: image \"localhost/nosuch:1\" not found in /etc/containers/registries.conf registries: image not known")]
    [TestCase("COPY a b\n", "error building: no FROM instruction found")]
    public async Task A_build_fails_with_the_recorded_text(string dockerfile, string expected)
    {
        Assert.That(await ReasonOf(async () => await Client.BuildImageAsync(await DockerfileAsync(dockerfile))), Is.EqualTo(expected));
    }

    [Test]
    public async Task A_build_says_what_is_missing()
    {
        BuildInfo build = await DockerfileAsync("FROM busybox\nCOPY missing.txt /\n");

        Assert.That(
            await ReasonOf(() => Client.BuildImageAsync(build)),
            Does.EndWith($": no files found matching \"{PathOf("missing.txt")}\": no such file or directory"));
        Assert.That(await ReasonOf(() => BuildUncheckedAsync(new BuildInfo())), Is.EqualTo("error building: no dockerfiles specified"));
        Assert.That(
            await ReasonOf(() => Client.BuildImageAsync(build with { Dockerfile = ["/no/Dockerfile"] })),
            Is.EqualTo("error reading \"/no/Dockerfile\": open /no/Dockerfile: no such file or directory"));
        Assert.That(await ReasonOf(() => Client.BuildImageAsync(build with { ImageFormat = "bogus" })), Is.EqualTo("unrecognized image type \"bogus\""));
        Assert.That(await ReasonOf(() => BuildUncheckedAsync(build with { Memory = "lots" })), Is.EqualTo("invalid size: 'lots'"));
    }

    /// <summary>Past the client, which would not send everything.</summary>
    private Task<BuildResponse> BuildUncheckedAsync(BuildInfo build) => Client.Caller.CallAsync(PodmanMethods.BuildImage, new() { Build = build });
}
