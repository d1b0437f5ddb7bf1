using System.Text.RegularExpressions;
using Podman;

namespace Podctl.Tests;

/// <summary>ps, images, info, inspect.</summary>
internal sealed class ListingTests : PodctlFixture
{
    [SetUp]
    public async Task FillAsync()
    {
        await Engine.AddContainerAsync(new CreateContainerOptions { Name = "web", Image = "shop:1", Command = ["sleep", "1000"] }, ContainerState.Running);
        await Engine.AddContainerAsync(new CreateContainerOptions { Name = "old", Image = "shop:1", Command = ["sleep", "1"] }, ContainerState.Exited);
    }

    [Test]
    public async Task Ps_lists_what_runs_in_aligned_columns()
    {
        Assert.That(await RunAsync("ps"), Is.Zero);

        string[] lines = Out.ToString().Split('\n');
        Assert.That(lines[0], Does.Match("^NAME  ID +IMAGE +STATE +AGE +COMMAND$"));
        Assert.That(lines[1], Does.Match("^web   [0-9a-f]{12}  shop:1 +running +[0-9a-z]+ +sleep 1000$"));
        Assert.That(lines, Has.Length.EqualTo(3), "the headings, one container, and the end of its line");
    }

    [Test]
    public async Task Ps_all_lists_what_has_ended_too()
    {
        Assert.That(await RunAsync("ps", "--all"), Is.Zero);

        Assert.That(Out.ToString(), Does.Match("(?m)^old .* exited ").And.Match("(?m)^web .* running "));
    }

    [Test]
    public async Task Ps_gives_json()
    {
        Assert.That(await RunAsync("ps", "-a", "--json"), Is.Zero);

        Assert.That(Json().EnumerateArray().Select(item => $"{item.GetProperty("names")} {item.GetProperty("status")}"),
            Is.EqualTo(["old exited", "web running"]));
    }

    [Test]
    public async Task A_table_fits_a_terminal_of_80_columns()
    {
        Assert.That(await RunOnTerminalAsync("ps", "--all"), Is.Zero);

        string[] lines = Out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines[0], Does.StartWith("╭"));
        Assert.That(lines, Has.Length.EqualTo(6), "a frame, headings, a rule and a line for each of two containers");
        Assert.That(lines.Select(line => Regex.Replace(line, "\e\\[[0-9;]*m", "")), Has.All.Length.LessThanOrEqualTo(80));
    }

    [Test]
    public async Task Images_lists_names_and_sizes()
    {
        Assert.That(await RunAsync("images"), Is.Zero);

        Assert.That(Out.ToString(), Does.Match(@"(?m)^localhost/shop:1  [0-9a-f]{12}  [0-9.]+ KiB +2$"));
    }

    [Test]
    public async Task Images_gives_json()
    {
        Assert.That(await RunAsync("images", "--json"), Is.Zero);

        Assert.That(Json()[0].GetProperty("repoTags")[0].GetString(), Is.EqualTo("localhost/shop:1"));
    }

    [Test]
    public async Task Info_tells_version_and_counts()
    {
        Assert.That(await RunAsync("info"), Is.Zero);

        Assert.That(Out.ToString(), Does.Match(@"(?m)^Podman +0\.8\.3-dev, linux/").And.Match("(?m)^containers +2$").And.Match("(?m)^images +1$"));
    }

    [Test]
    public async Task Info_gives_json()
    {
        Assert.That(await RunAsync("info", "--json"), Is.Zero);

        Assert.That(Json().GetProperty("info").GetProperty("store").GetProperty("containers").GetInt32(), Is.EqualTo(2));
        Assert.That(Json().GetProperty("version").GetProperty("version").GetString(), Is.EqualTo("0.8.3-dev"));
    }

    [Test]
    public async Task Inspect_finds_a_container_by_its_name()
    {
        Assert.That(await RunAsync("inspect", "web"), Is.Zero);

        Assert.That(Json().GetProperty("State").GetProperty("Status").GetString(), Is.EqualTo("running"));
    }

    [Test]
    public async Task Inspect_finds_an_image_where_no_container_has_the_name()
    {
        Assert.That(await RunAsync("inspect", "shop:1"), Is.Zero);

        Assert.That(Out.ToString(), Does.Contain("localhost/shop:1"));
    }

    [Test]
    public async Task Inspect_tells_where_to_look_for_what_is_not_there()
    {
        Assert.That(await RunAsync("inspect", "nothing"), Is.EqualTo(1));

        Assert.That(Error.ToString(), Is.EqualTo(
            "podctl: There is neither a container nor an image 'nothing'. 'podctl ps --all' and 'podctl images' list those there are.\n"));
    }
}
