using Varlink;

namespace Podman.Testing.Tests.Engine;

/// <summary>What the real daemon does otherwise than documented, when asked to imitate it.</summary>
public class QuirkTests : EngineTest
{
    protected override PodmanQuirks Quirks => PodmanQuirks.All;

    protected override IReadOnlyList<string> SearchRegistries => [];

    [SetUp]
    public void AddImage() => Engine.AddImage("localhost/busybox:latest");

    [Test]
    public void Methods_that_are_not_implemented_fail()
    {
        Assert.That(async () => await Client.RenameContainerAsync(), Throws.TypeOf<MethodNotImplementedException>());
    }

    [TestCase("localhost/nosuch:1", "unable to pull localhost/nosuch:1: unable to pull image, or you do not have pull access")]
    [TestCase("nosuch", "unable to pull nosuch: image name provided is a short name and no search registries are defined in /etc/containers/registries.conf.")]
    [TestCase("team/app", "unable to pull team/app: unable to pull image, or you do not have pull access")]
    [TestCase("BAD NAME!!", "unable to pull BAD NAME!!: error getting default registries to try: invalid reference format")]
    [TestCase("", "unable to pull : error getting default registries to try: repository name must have at least one component")]
    public async Task An_unknown_image_for_a_container_is_some_error(string image, string expected)
    {
        // Past the client, which does not ask for a container of no image.
        Assert.That(
            await ReasonOf(() => Client.Caller.CallAsync(PodmanMethods.CreateContainer, new() { Create = new() { Image = image } })),
            Is.EqualTo(expected));
    }

    [TestCase("localhost/nosuch:1", "unable to find 'localhost/nosuch:1' in local storage")]
    [TestCase("nosuch", "unable to find 'nosuch' in local storage: unable to find a name and tag match for nosuch in repotags")]
    [TestCase("team/amb:1", "unable to find 'team/amb:1' in local storage")]
    [TestCase("", "input name is blank")]
    [TestCase("BAD NAME!!", "invalid reference format")]
    [TestCase("BUSYBOX", "repository name must be lowercase")]
    public async Task An_unknown_image_is_some_error(string image, string expected)
    {
        Assert.That(await ReasonOf(() => Client.GetImageAsync(image)), Is.EqualTo(expected));
    }

    [Test]
    public async Task Changes_of_nothing_are_some_error()
    {
        Assert.That(
            await ReasonOf(() => Client.ListContainerChangesAsync("nosuch")), Is.EqualTo("layer, image, or container nosuch does not exist"));
    }

    [Test]
    public async Task A_name_that_begins_anothers_id_finds_neither()
    {
        string id = await CreateAsync("one", "sh");
        await CreateAsync(id[..6], "sh");

        Assert.That(async () => await Client.GetContainerAsync(id[..6]), Throws.TypeOf<ContainerNotFoundException>());
    }

    [Test]
    public async Task A_name_of_an_image_that_begins_anothers_id_finds_the_other()
    {
        string id = Engine.AddImage("one", image => image.WithLabel("n", "1"));
        Engine.AddImage(id[..6], image => image.WithLabel("n", "2"));

        Assert.That((await Client.GetImageAsync(id[..6])).Id, Is.EqualTo(id));
    }

    [Test]
    public async Task Some_calls_that_cannot_be_fulfilled_are_hung_up_on_and_the_engine_goes_on()
    {
        await CreateAsync("box", "sh");
        await File.WriteAllTextAsync(PathOf("Dockerfile"), "LABEL no=from\n");
        Engine.AddImage("app");
        var build = new BuildInfo { Dockerfile = [PathOf("Dockerfile")], Tags = ["b:1"] };
        Func<Task>[] calls =
        [
            () => Client.CommitAsync("box", "localhost/c:1", ["ENV=A"], "", "", false),
            () => Client.BuildImageAsync(build),
            () => Client.BuildImageAsync(build with { Tags = [] }),
            () => Client.ExportImageAsync("app", "docker-archive:" + PathOf("app.tar"), false, ["BAD TAG"]),
        ];
        foreach (Func<Task> call in calls)
        {
            Assert.That(async () => await call(), Throws.TypeOf<VarlinkConnectionException>());
            Assert.That((await Client.PingAsync()).Message, Is.EqualTo("OK"));
        }
    }

    [Test]
    public async Task A_followed_log_loses_its_tail()
    {
        await StartAsync("tail", "echo first; sleep 0.5; echo lost");
        await Time.NextTimerAsync();
        var seen = new List<string>();
        Task<string> reason = ReasonOf(async () =>
        {
            await foreach (IReadOnlyList<string> lines in Client.GetContainerLogsStreamAsync("tail"))
            {
                seen.AddRange(Texts(lines));
            }
        });
        await Time.NextTimerAsync();

        Time.Advance(TimeSpan.FromSeconds(0.5));
        await Client.WaitContainerAsync("tail");
        Time.Advance(TimeSpan.FromSeconds(0.5));

        Assert.That(await reason, Does.EndWith("is no longer running"));
        Assert.That(seen, Is.EqualTo(new[] { "first" }));
        Assert.That(await LogAsync("tail"), Is.EqualTo(new[] { "first", "lost" }));
    }

    [Test]
    public async Task A_followed_build_is_a_flood()
    {
        await File.WriteAllTextAsync(PathOf("Dockerfile"), "FROM busybox\n");
        int replies = 0;

        await foreach (BuildResponse _ in Client.BuildImageStreamAsync(new BuildInfo { Dockerfile = [PathOf("Dockerfile")], Tags = ["b:1"] }))
        {
            replies++;
        }

        Assert.That(replies, Is.GreaterThan(1000));
    }
}
