using System.Text.Json;

namespace Podman.Testing.Tests.Engine;

public class ImageTests : EngineTest
{
    private string AddTwoNamed()
    {
        string id = Engine.AddImage("localhost/app:1", image => image.WithLabel("who", "me"));
        return id;
    }

    [Test]
    public async Task An_image_is_found_by_id_digest_and_the_forms_of_its_name()
    {
        string id = AddTwoNamed();
        string digest = Engine.Images[0].Digest;

        foreach (string name in (string[])
            ["localhost/app:1", "app:1", id, id[..12], "sha256:" + id, "sha256:" + id[..12], "docker://localhost/app:1", "localhost/app@" + digest])
        {
            Assert.That((await Client.GetImageAsync(name)).Id, Is.EqualTo(id), name);
        }

        foreach (string name in (string[])["app", "app:2", "ap", "docker.io/library/app:1", "0123456789abcdef"])
        {
            Assert.That(async () => await Client.GetImageAsync(name), Throws.TypeOf<ImageNotFoundException>().With.Property("Name").EqualTo(name));
        }
    }

    [Test]
    public async Task A_name_beats_the_beginning_of_anothers_id()
    {
        string id = AddTwoNamed();
        string named = Engine.AddImage(id[..6], image => image.WithLabel("who", "another"));

        Assert.That((await Client.GetImageAsync(id[..6])).Id, Is.EqualTo(named));
        Assert.That((await Client.GetImageAsync(id[..7])).Id, Is.EqualTo(id));
    }

    [TestCase("", "input name is blank")]
    [TestCase("APP:1", "repository name must be lowercase")]
    [TestCase(" app:1", "invalid reference format")]
    [TestCase("BAD NAME!!", "invalid reference format")]
    public async Task A_name_that_is_none_is_said_to_be_none(string name, string expected)
    {
        Assert.That(await ReasonOf(() => Client.GetImageAsync(name)), Is.EqualTo(expected));
    }

    [Test]
    public async Task Images_are_listed_in_the_order_of_their_creation()
    {
        string first = Engine.AddImage("first");
        Time.Advance(TimeSpan.FromSeconds(1));
        string second = Engine.AddImage("second");
        await Client.ExportImageAsync("first", "docker-archive:" + PathOf("first.tar") + ":localhost/first:latest", false, []);
        await Client.RemoveImageAsync("first", false);

        await Client.PullImageAsync("docker-archive:" + PathOf("first.tar"));

        Assert.That((await Client.ListImagesAsync()).Select(image => image.Id), Is.EqualTo(new[] { first, second }));
    }

    [Test]
    public async Task A_short_name_in_two_registries_finds_neither()
    {
        Engine.AddImage("reg.example/team/amb:1");
        Engine.AddImage("other.example/team/amb:1", image => image.WithLabel("other", "yes"));

        Assert.That(async () => await Client.GetImageAsync("amb:1"), Throws.TypeOf<ImageNotFoundException>());
        Assert.That((await Client.GetImageAsync("other.example/team/amb:1")).Labels, Contains.Key("other"));
    }

    [Test]
    public async Task An_id_is_the_digest_of_the_configuration_so_that_equal_images_are_one()
    {
        string id = Engine.AddImage("a");
        Assert.That(Engine.AddImage("b"), Is.Not.EqualTo(id), "The name is in the image's release file.");
        Assert.That(Engine.AddImage("a"), Is.EqualTo(id));
        Assert.That(await Client.ListImagesAsync(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_tag_is_added_and_moves()
    {
        string one = Engine.AddImage("one");
        string two = Engine.AddImage("two");

        Assert.That(await Client.TagImageAsync("one", "extra"), Is.EqualTo(one));
        Assert.That((await Client.GetImageAsync("one")).RepoTags, Is.EqualTo(new[] { "localhost/one:latest", "localhost/extra:latest" }));
        await Client.TagImageAsync("two", "extra");

        Assert.That((await Client.GetImageAsync("extra")).Id, Is.EqualTo(two));
        Assert.That((await Client.GetImageAsync("one")).RepoTags, Is.EqualTo(new[] { "localhost/one:latest" }));
        Assert.That(await ReasonOf(() => Client.TagImageAsync("one", "BAD TAG")), Is.EqualTo("invalid reference format"));
        Assert.That(await ReasonOf(() => Client.TagImageAsync("one", "")), Is.EqualTo("repository name must have at least one component"));
        Assert.That(async () => await Client.TagImageAsync("nosuch", "x"), Throws.TypeOf<ImageNotFoundException>());
    }

    [Test]
    public async Task Removing_takes_names_away_before_it_takes_the_image()
    {
        string id = Engine.AddImage("one");
        await Client.TagImageAsync("one", "second:1");

        Assert.That(await Client.RemoveImageAsync("one", false), Is.EqualTo(id));
        Assert.That((await Client.GetImageAsync(id)).RepoTags, Is.EqualTo(new[] { "localhost/second:1" }));
        await Client.RemoveImageAsync(id[..12], false);

        Assert.That(await Client.ListImagesAsync(), Is.Empty);
        Assert.That(async () => await Client.RemoveImageAsync("one", true), Throws.TypeOf<ImageNotFoundException>());
    }

    [Test]
    public async Task An_image_in_use_stays_unless_forced_and_then_its_containers_go_with_it()
    {
        string id = Engine.AddImage("one");
        await Client.CreateContainerAsync(new CreateContainerOptions { Image = "one", Name = "user", Command = ["sleep", "1000"] });
        await Client.StartContainerAsync("user");

        Assert.That((await Client.GetImageAsync("one")).Containers, Is.EqualTo(1));
        Assert.That(
            await ReasonOf(() => Client.RemoveImageAsync("one", false)),
            Is.EqualTo($"could not remove image {id} as it is being used by 1 containers"));
        Assert.That(await Client.DeleteUnusedImagesAsync(), Is.Empty);
        Assert.That(await Client.RemoveImageAsync("one", true), Is.EqualTo(id));

        Assert.That(await Client.ListContainersAsync(), Is.Empty);
        Assert.That(await Client.ListImagesAsync(), Is.Empty);
    }

    [Test]
    public async Task Images_that_nobody_uses_are_deleted_in_the_order_of_creation()
    {
        string one = Engine.AddImage("one");
        Engine.AddImage("used");
        string three = Engine.AddImage("three");
        await Client.CreateContainerAsync(new CreateContainerOptions { Image = "used" });

        Assert.That(await Client.DeleteUnusedImagesAsync(), Is.EqualTo(new[] { one, three }));
        Assert.That(Engine.Images, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Pulling_takes_an_image_from_the_registry_and_puts_its_name_first()
    {
        string id = await Client.PullImageAsync("alpine");

        Assert.That((await Client.GetImageAsync("alpine")).RepoTags, Is.EqualTo(new[] { "docker.io/library/alpine:latest" }));
        Assert.That(await Client.PullImageAsync("docker.io/library/alpine:3.8"), Is.EqualTo(id));
        Assert.That(
            (await Client.GetImageAsync(id)).RepoTags, Is.EqualTo(new[] { "docker.io/library/alpine:3.8", "docker.io/library/alpine:latest" }));
        Assert.That(
            await ReasonOf(() => Client.PullImageAsync("reg.example/nosuch:1")),
            Is.EqualTo("unable to pull reg.example/nosuch:1: unable to pull reg.example/nosuch:1: unable to pull image, or you do not have pull access"));
        Assert.That(await ReasonOf(() => Client.PullImageAsync("nosuch")), Does.EndWith("or you do not have pull access"));
    }

    [Test]
    public async Task Pushing_puts_an_image_where_another_can_pull_it()
    {
        string id = Engine.AddImage("mine");

        Assert.That(await Client.PushImageAsync("mine", "reg.example/team/mine:2", true), Is.EqualTo(id));
        await Client.RemoveImageAsync("mine", false);

        Assert.That(await Client.PullImageAsync("reg.example/team/mine:2"), Is.EqualTo(id));
        Assert.That(Engine.Registry.Names, Contains.Item("reg.example/team/mine:2"));
        Assert.That(
            async () => await Client.PushImageAsync("nosuch", "reg.example/x", true),
            Throws.TypeOf<ImageNotFoundException>().With.Property("Name").EqualTo(
                "unable to find 'nosuch' in local storage: unable to find a name and tag match for nosuch in repotags"));
    }

    [Test]
    public async Task Searching_finds_repositories_by_a_part_of_their_name()
    {
        Engine.Registry.Add("team/alpine-tools");

        Assert.That(
            (await Client.SearchImageAsync("alpine", 10)).Select(i => (i.Name, i.IsOfficial)),
            Is.EqualTo(new[] { ("docker.io/library/alpine", true), ("docker.io/team/alpine-tools", false) }));
        Assert.That(await Client.SearchImageAsync("alpine", 1), Has.Count.EqualTo(1));
        Assert.That(await Client.SearchImageAsync("zzz", 5), Is.Empty);
    }

    [Test]
    public async Task Inspecting_an_image_gives_the_recorded_document()
    {
        string id = Engine.AddImage("app:1", image => image.WithCommand("run").WithUser("nobody").WithExposedPort("80/tcp").WithLabel("a", "b"));

        using JsonDocument document = JsonDocument.Parse(await Client.InspectImageAsync("app:1"));

        JsonElement root = document.RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(root.GetProperty("Id").GetString(), Is.EqualTo(id));
            Assert.That(root.GetProperty("RepoTags")[0].GetString(), Is.EqualTo("localhost/app:1"));
            Assert.That(root.GetProperty("ContainerConfig").GetRawText(), Is.EqualTo(
                """{"User":"nobody","ExposedPorts":{"80/tcp":{}},"Cmd":["run"],"Labels":{"a":"b"}}"""));
            Assert.That(root.GetProperty("RootFS").GetProperty("Layers").GetArrayLength(), Is.EqualTo(1));
            Assert.That(root.GetProperty("ManifestType").GetString(), Is.EqualTo("application/vnd.oci.image.manifest.v1+json"));
        });
        Assert.That(async () => await Client.InspectImageAsync("nosuch"), Throws.TypeOf<ImageNotFoundException>());
    }
}
