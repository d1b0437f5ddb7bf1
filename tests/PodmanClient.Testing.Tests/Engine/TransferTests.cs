using System.Formats.Tar;
using System.Text.Json;

namespace Podman.Testing.Tests.Engine;

public class TransferTests : EngineTest
{
    private static Dictionary<string, string> Entries(string tar)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        using var reader = new TarReader(File.OpenRead(tar));
        while (reader.GetNextEntry() is { } entry)
        {
            entries[entry.Name] = entry.DataStream is { } data ? new StreamReader(data).ReadToEnd() : entry.LinkName;
        }

        return entries;
    }

    [Test]
    public async Task Changes_and_export_show_what_programs_wrote()
    {
        await StartAsync("fs", "echo hi > /new.txt; mkdir /newdir; rm /bin/date; echo x >> /etc/hosts; sleep 100");

        ContainerChanges changes = await Client.ListContainerChangesAsync("fs");
        Assert.That(changes.Deleted, Is.EqualTo(new[] { "/bin/date" }));
        Assert.That(changes.Changed, Is.EqualTo(new[] { "/bin", "/etc" }));
        Assert.That(
            changes.Added,
            Is.EqualTo(new[] { "/dev", "/etc/hostname", "/etc/hosts", "/etc/resolv.conf", "/new.txt", "/newdir", "/proc", "/run", "/run/.containerenv", "/sys" }));
        Assert.That((await Client.GetContainerAsync("fs")).RwSize, Is.EqualTo(3));

        Assert.That(await Client.ExportContainerAsync("fs", PathOf("fs.tar")), Is.EqualTo(PathOf("fs.tar")));
        Dictionary<string, string> entries = Entries(PathOf("fs.tar"));
        Assert.That(entries["new.txt"], Is.EqualTo("hi\n"));
        Assert.That(entries, Contains.Key("newdir/").And.Not.ContainKey("bin/date"));
        Assert.That(
            await ReasonOf(() => Client.ExportContainerAsync("fs", "/nosuch/dir/fs.tar")),
            Is.EqualTo("error creating file \"/nosuch/dir/fs.tar\": open /nosuch/dir/fs.tar: no such file or directory"));
    }

    [Test]
    public async Task What_is_exported_can_be_imported_and_run()
    {
        await StartAsync("fs", "echo 'echo from import' > /go.sh");
        await Client.ExportContainerAsync("fs", PathOf("fs.tar"));

        string id = await Client.ImportImageAsync(
            PathOf("fs.tar"), "imported:1", "a message", ["CMD=[\"sh\",\"/go.sh\"]", "LABEL=who=me", "WORKDIR=/bin", "NOSUCH=x"]);
        await Client.CreateContainerAsync(new CreateContainerOptions { Image = "imported:1", Name = "i" });
        await Client.StartContainerAsync("i");

        Assert.That(await LogAsync("i"), Is.EqualTo(new[] { "from import" }));
        IReadOnlyList<ImageHistory> history = await Client.HistoryImageAsync(id);
        Assert.That(history.Single().Comment, Is.EqualTo("a message"));
        Assert.That(history.Single().CreatedBy, Does.Match("^/bin/sh -c #\\(nop\\) ADD file:[0-9a-f]{64} in /$"));
        Assert.That(
            await Client.ImportImageAsync(PathOf("fs.tar"), "", "a message", ["CMD=[\"sh\",\"/go.sh\"]", "LABEL=who=me", "WORKDIR=/bin"]),
            Is.EqualTo(id),
            "The same file with the same words is the same image.");
    }

    [Test]
    public async Task An_import_says_what_is_wrong()
    {
        await File.WriteAllTextAsync(PathOf("notatar"), new string('x', 2000));

        Assert.That(
            await ReasonOf(() => Client.ImportImageAsync("/nosuch/file.tar", "x:1", "", [])),
            Is.EqualTo("error parsing image name \"/nosuch/file.tar\": error opening \"/nosuch/file.tar\": open /nosuch/file.tar: no such file or directory"));
        Assert.That(
            await ReasonOf(() => Client.ImportImageAsync(PathOf("notatar"), "x:1", "", ["CMD [\"sh\"]"])),
            Is.EqualTo("no value given for instruction \"CMD [\\\"sh\\\"]\""));
        Assert.That(
            await ReasonOf(() => Client.ImportImageAsync(PathOf("notatar"), "x:1", "", [])),
            Does.Match("^Error committing the finished image: error adding layer with blob \"sha256:[0-9a-f]{64}\": Error processing tar file\\(exit status 1\\): unexpected EOF$"));
    }

    [Test]
    public async Task A_commit_adds_a_layer_and_takes_changes()
    {
        await StartAsync("fs", "echo hi > /new.txt; rm /bin/date; sleep 100");

        string id = await Client.CommitAsync("fs", "committed:2", ["CMD=cat /new.txt", "ENV=A=b", "LABEL=x=y", "NOSUCH x"], "me", "a message", true);

        IReadOnlyList<ImageHistory> history = await Client.HistoryImageAsync("committed:2");
        Assert.That(history, Has.Count.EqualTo(2));
        Assert.That((history[0].Id, history[0].Comment), Is.EqualTo((id, "a message")));
        Assert.That(history[1].Id, Is.EqualTo((await Client.GetImageAsync("busybox")).Id));
        using JsonDocument document = JsonDocument.Parse(await Client.InspectImageAsync(id));
        Assert.That(document.RootElement.GetProperty("Author").GetString(), Is.EqualTo("me"));
        Assert.That(document.RootElement.GetProperty("ContainerConfig").GetProperty("Env").EnumerateArray().Last().GetString(), Is.EqualTo("A=b"));
        Assert.That((await Client.ListContainerChangesAsync("committed:2")).Added, Does.Contain("/new.txt"));
        Assert.That((await Client.ListContainerChangesAsync("committed:2")).Deleted, Is.EqualTo(new[] { "/bin/date" }));

        await Client.CreateContainerAsync(new CreateContainerOptions { Image = "committed:2", Name = "c" });
        await Client.StartContainerAsync("c");
        Assert.That(await LogAsync("c"), Is.EqualTo(new[] { "hi" }));
        Assert.That(await StatusAsync("fs"), Is.EqualTo("running"));
    }

    [TestCase("UPPER:1", "error parsing target image name \"UPPER:1\": error parsing named reference \"UPPER:1\": invalid reference format: repository name must be lowercase")]
    [TestCase("", "error parsing target image name \"\"")]
    public async Task A_commit_needs_a_name(string name, string expected)
    {
        await CreateAsync("c", "sh");

        Assert.That(await ReasonOf(() => Client.CommitAsync("c", name, [], "", "", false)), Is.EqualTo(expected));
    }

    [TestCase("docker-archive:", ".tar:localhost/exported:1", "localhost/exported:1")]
    [TestCase("oci-archive:", ".tar", null)]
    [TestCase("dir:", "", "")]
    public async Task A_saved_image_can_be_pulled_back_with_the_same_id(string transport, string end, string? name)
    {
        await StartAsync("fs", "echo hi > /new.txt");
        string id = await Client.CommitAsync("fs", "app:1", [], "", "", false);
        string destination = transport + PathOf("saved") + end;

        Assert.That(await Client.ExportImageAsync("app:1", destination, transport == "dir:", []), Is.EqualTo(id));
        await Client.RemoveImageAsync("app:1", true);
        string source = transport + PathOf("saved") + (end.Length > 0 ? ".tar" : "");
        Assert.That(await Client.PullImageAsync(source), Is.EqualTo(id));

        string[] expected = name is null ? [] : name.Length > 0 ? [name] : [$"localhost{PathOf("saved")}:latest"];
        Assert.That(Engine.Images.Single(i => i.Id == id).Names, Is.EqualTo(expected));
    }

    [Test]
    public async Task A_docker_archive_has_the_layout_that_others_read()
    {
        string id = Engine.AddImage("app:1");

        await Client.ExportImageAsync("app:1", $"docker-archive:{PathOf("a.tar")}:app:1", false, ["app:2"]);

        Dictionary<string, string> entries = Entries(PathOf("a.tar"));
        using JsonDocument manifest = JsonDocument.Parse(entries["manifest.json"]);
        Assert.That(manifest.RootElement[0].GetProperty("Config").GetString(), Is.EqualTo(id + ".json"));
        Assert.That(
            manifest.RootElement[0].GetProperty("RepoTags").EnumerateArray().Select(t => t.GetString()), Is.EqualTo(new[] { "localhost/app:1", "localhost/app:2" }));
        Assert.That(entries, Contains.Key(manifest.RootElement[0].GetProperty("Layers")[0].GetString()!).And.ContainKey(id + ".json"));
        Assert.That(
            await ReasonOf(() => Client.ExportImageAsync("app:1", $"docker-archive:{PathOf("a.tar")}:app:1", false, [])),
            Does.EndWith("docker-archive doesn't support modifying existing images"));
    }

    [TestCase("", "destination image name must be specified: invalid argument")]
    [TestCase("/some/path.tar", "invalid reference format")]
    [TestCase("dir:/no/such/place", "invalid reference format")]
    public async Task An_export_needs_a_destination(string destination, string expected)
    {
        Engine.AddImage("app:1");

        Assert.That(await ReasonOf(() => Client.ExportImageAsync("app:1", destination, false, [])), Is.EqualTo(expected));
    }
}
