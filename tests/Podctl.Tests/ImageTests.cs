using System.Text.Json;
using Podman;
using Podman.Testing;

namespace Podctl.Tests;

/// <summary>pull and build.</summary>
internal sealed class ImageTests : PodctlFixture
{
    private const string Name = "docker.io/library/postgres:16";

    [Test]
    public async Task Pull_prints_the_steps_and_the_id()
    {
        Engine.Registry.Add(Name);

        Assert.That(await RunAsync("pull", Name), Is.Zero);

        Assert.That(Out.ToString(), Does.Contain("Copying blob sha256:").And.EndsWith($"{IdOf(Name)}\n"));
    }

    [Test]
    public async Task Pull_gives_json()
    {
        Engine.Registry.Add(Name);

        Assert.That(await RunAsync("pull", Name, "--json"), Is.Zero);

        Assert.That(Json().GetProperty("id").GetString(), Is.EqualTo(IdOf(Name)));
    }

    [Test]
    public async Task Pull_of_what_is_nowhere_is_one_line()
    {
        Assert.That(await RunAsync("pull", Name), Is.EqualTo(1));

        Assert.That(Error.ToString(), Does.StartWith("podctl: Podman says: unable to pull docker.io/library/postgres:16"));
        Assert.That(Error.ToString().Split('\n'), Has.Length.EqualTo(2), "one line, and its end");
    }

    [Test]
    public async Task Build_prints_the_steps_and_the_id()
    {
        await WriteDockerfileAsync("FROM shop:1\nRUN echo made\n");

        Assert.That(await RunAsync("build", "--tag", "mine:2", FolderPath), Is.Zero);

        Assert.That(Out.ToString(), Does.Contain("Writing manifest to image destination\n").And.EndsWith($"{IdOf("localhost/mine:2")}\n"));
    }

    [Test]
    public async Task Build_takes_a_Containerfile_before_a_Dockerfile_and_what_is_named_before_both()
    {
        await WriteDockerfileAsync("FROM shop:1\nLABEL from=Dockerfile\n");
        Assert.That(await BuiltFromAsync(), Is.EqualTo("Dockerfile"));
        await File.WriteAllTextAsync(Path.Combine(FolderPath, "Containerfile"), "FROM shop:1\nLABEL from=Containerfile\n");
        Assert.That(await BuiltFromAsync(), Is.EqualTo("Containerfile"));
        await File.WriteAllTextAsync(Path.Combine(FolderPath, "other"), "FROM shop:1\nLABEL from=other\n");
        Assert.That(await BuiltFromAsync("--file", "other"), Is.EqualTo("other"));

        async Task<string?> BuiltFromAsync(params string[] options)
        {
            Assert.That(await RunAsync(["build", "--tag", "mine:2", .. options, FolderPath]), Is.Zero);
            await using PodmanClient client = Engine.CreateClient();
            using JsonDocument image = JsonDocument.Parse(await client.InspectImageAsync("mine:2"));
            return image.RootElement.GetProperty("Labels").GetProperty("from").GetString();
        }
    }

    [Test]
    public async Task Build_of_a_folder_with_neither_file_says_so()
    {
        Assert.That(await RunAsync("build", "--tag", "mine:2", FolderPath), Is.EqualTo(1));

        Assert.That(Error.ToString(), Is.EqualTo($"podctl: There is neither a Containerfile nor a Dockerfile in {FolderPath}. --file names another.\n"));
    }

    [Test]
    public async Task Build_gives_json()
    {
        await WriteDockerfileAsync("FROM shop:1\n");

        Assert.That(await RunAsync("build", "--tag", "mine:2", "--json", FolderPath), Is.Zero);

        Assert.That(Json().GetProperty("id").GetString(), Is.EqualTo(IdOf("localhost/mine:2")));
    }

    [Test]
    public async Task Build_on_a_terminal_shows_a_bar_with_the_steps_above()
    {
        await WriteDockerfileAsync("FROM shop:1\nRUN echo made\n");

        Assert.That(await RunOnTerminalAsync("build", "--tag", "mine:2", FolderPath), Is.Zero);

        Assert.That(Out.ToString(), Does.Contain("Writing manifest to image destination").And.Contain("Building mine:2").And.Contain("━━━"));
    }

    [Test]
    public async Task Build_that_fails_is_one_line()
    {
        await WriteDockerfileAsync("FROM shop:1\nRUN false\n");

        Assert.That(await RunAsync("build", "--tag", "mine:2", FolderPath), Is.EqualTo(1));

        Assert.That(Error.ToString(), Does.StartWith("podctl: Podman says: "));
        Assert.That(Error.ToString().Split('\n'), Has.Length.EqualTo(2), "one line, and its end");
    }

    private Task WriteDockerfileAsync(string text) => File.WriteAllTextAsync(Path.Combine(FolderPath, "Dockerfile"), text);

    private string IdOf(string name) => Engine.Images.Single(image => image.Names.Contains(name)).Id;
}
