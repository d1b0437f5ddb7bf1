using Podman;
using Varlink.Conformance.Behaviour.Suite;

namespace Varlink.Conformance.Behaviour.Tests;

public class BuildTests(string target) : BehaviourTest(target)
{
    [Behaviour("BuildImage")]
    public async Task A_Dockerfile_becomes_an_image_that_runs()
    {
        await WriteAsync("hello.txt", "hello\n");
        await WriteAsync("tree/deep/file.txt", "deep\n");
        string second = NewImageName();
        BuildInfo build = await DockerfileAsync(
            $"""
            FROM {Target.Image}
            ARG WHAT=nothing
            LABEL who=me
            ENV PLACE="the moon"
            WORKDIR /site
            COPY hello.txt renamed.txt
            COPY tree /tree/
            RUN echo "$WHAT" > made.txt && cat renamed.txt >> made.txt
            CMD cat made.txt /tree/deep/file.txt; echo "$PLACE"
            """);

        BuildResponse response = await Client.BuildImageAsync(
            build with { Tags = [.. build.Tags, second], BuildArgs = new Dictionary<string, string> { ["WHAT"] = "something" } }, Cancel);

        Assert.That(response.Id, Does.Match("^[0-9a-f]{64}$"));
        Assert.That(response.Logs, Is.Not.Empty);
        ImageInList image = await Client.GetImageAsync(second, Cancel);
        Assert.That(image.Id, Is.EqualTo(response.Id));
        Assert.That(image.RepoTags, Is.EquivalentTo(new[] { build.Tags[0], second }));
        Assert.That(image.Labels, Does.ContainKey("who").WithValue("me"));
        (long code, string[] lines) = await RunAsync(new CreateContainerOptions { Image = build.Tags[0] });
        Assert.That(lines, Is.EqualTo(new[] { "something", "hello", "deep", "the moon" }));
        Assert.That(code, Is.Zero);
    }

    [Behaviour("BuildImage")]
    public async Task A_followed_build_ends_with_the_id()
    {
        BuildInfo build = await DockerfileAsync($"FROM {Target.Image}\nRUN echo words\n");
        List<BuildResponse> replies = await Client.BuildImageStreamAsync(build, Cancel).ToListAsync(Cancel);

        Assert.That(replies[^1].Id, Is.EqualTo((await Client.GetImageAsync(build.Tags[0], Cancel)).Id));
        Assert.That(replies.SkipLast(1).Select(reply => reply.Id), Is.All.Empty);
        Assert.That(replies.SelectMany(reply => reply.Logs), Is.Not.Empty);
    }

    [Behaviour("BuildImage")]
    public async Task What_is_ignored_is_not_copied()
    {
        await WriteAsync(".dockerignore", "*.log\nsecret\n!keep.log\n");
        await WriteAsync("a.txt", "");
        await WriteAsync("a.log", "");
        await WriteAsync("keep.log", "");
        await WriteAsync("secret/key", "");
        BuildInfo build = await DockerfileAsync($"FROM {Target.Image}\nCOPY . /all/\n");
        await Client.BuildImageAsync(build, Cancel);

        (_, string[] lines) = await RunAsync(new CreateContainerOptions { Image = build.Tags[0], Command = ["ls", "/all"] });

        Assert.That(lines, Is.SupersetOf(new[] { "a.txt", "keep.log" }).And.No.Member("a.log").And.No.Member("secret"));
    }

    [Behaviour("BuildImage")]
    public async Task Stages_copy_from_each_other()
    {
        BuildInfo build = await DockerfileAsync(
            $"""
            FROM {Target.Image} AS maker
            RUN echo made > /product
            FROM {Target.Image}
            COPY --from=maker /product /result
            CMD cat /result
            """);
        await Client.BuildImageAsync(build, Cancel);

        Assert.That((await RunAsync(new CreateContainerOptions { Image = build.Tags[0] })).Lines, Is.EqualTo(new[] { "made" }));
    }

    [Behaviour("BuildImage", "ErrorOccurred")]
    public async Task A_step_that_fails_fails_the_build()
    {
        BuildInfo build = await DockerfileAsync($"FROM {Target.Image}\nRUN exit 3\n");

        Assert.That(await ReasonOf(Client.BuildImageAsync(build, Cancel)), Does.Contain("exit status 3"));
        await FailureOf<ImageNotFoundException>(Client.GetImageAsync(build.Tags[0], Cancel));
    }

    [Behaviour("BuildImage", "ErrorOccurred")]
    public async Task A_followed_build_that_fails_ends_with_the_error()
    {
        BuildInfo build = await DockerfileAsync($"FROM {Target.Image}\nRUN exit 3\n");

        Assert.That(await ReasonOf(Client.BuildImageStreamAsync(build, Cancel).ToListAsync(Cancel).AsTask()), Does.Contain("exit status 3"));
    }

    [Behaviour("BuildImage", "ErrorOccurred")]
    public async Task A_build_says_what_is_missing()
    {
        BuildInfo build = await DockerfileAsync($"FROM {Target.Image}\nCOPY missing.txt /\n");

        Assert.That(await ReasonOf(Client.BuildImageAsync(build, Cancel)), Does.Contain("missing.txt").And.Contain("no such file"));
        Assert.That(await ReasonOf(Client.BuildImageAsync(build with { Dockerfile = ["/no/Dockerfile"] }, Cancel)), Does.Contain("/no/Dockerfile"));
        BuildInfo withoutBase = await DockerfileAsync("FROM localhost/no-such-image:1\n");
        Assert.That(await ReasonOf(Client.BuildImageAsync(withoutBase, Cancel)), Does.Contain("localhost/no-such-image:1"));
    }

    private async Task<BuildInfo> DockerfileAsync(string text)
    {
        await WriteAsync("Dockerfile", text);

        // Podman 0.8 does not run a step without a size of shared memory.
        return new BuildInfo { Dockerfile = [Path.Combine(Folder, "Dockerfile")], Tags = [NewImageName()], ShmSize = "64m" };
    }

    private async Task WriteAsync(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text, Cancel);
    }
}
