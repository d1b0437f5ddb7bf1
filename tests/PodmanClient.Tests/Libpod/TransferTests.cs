using System.Formats.Tar;
using System.Text;
using Podman.Tests.Libpod.Server;
using Varlink.TestKit;

namespace Podman.Tests.Libpod;

public class TransferTests : LibpodTest
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder()
    {
        _folder = new TemporaryFolder();
        Server.On("GET images/web/json", $$"""{"Id":"{{Id}}","RepoTags":["localhost/web:latest"]}""");
    }

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task An_archive_gets_the_names_that_were_asked_for(CancellationToken cancellationToken)
    {
        ServeArchive(("layer.tar", "layer"), ("manifest.json", """[{"Config":"c","RepoTags":["localhost/web:latest"],"Layers":["layer.tar"]}]"""));
        string id = await Client.ExportImageAsync("web", $"docker-archive:{_folder["x.tar"]}:mine", false, ["quay.io/a/b:2", "localhost:5000/c"], cancellationToken);
        Assert.That(id, Is.EqualTo(Id));
        Dictionary<string, string> files = ReadArchive(_folder["x.tar"]);
        Assert.That(files["manifest.json"], Is.EqualTo(
            """[{"Config":"c","RepoTags":["localhost/mine:latest","quay.io/a/b:2","localhost:5000/c:latest"],"Layers":["layer.tar"]}]"""));
        Assert.That(files["layer.tar"], Is.EqualTo("layer"));
    }

    [Test]
    public async Task A_folder_gets_the_files_and_nothing_outside_of_it(CancellationToken cancellationToken)
    {
        ServeArchive(("manifest.json", "{}"), ("../outside", "evil"));
        Directory.CreateDirectory(_folder["in"]);
        await Assert.CatchAsync<PodmanException>(() => Client.ExportImageAsync("web", $"dir:{_folder["in/image"]}", false, [], cancellationToken));
        Assert.That(File.Exists(_folder["in/outside"]), Is.False);
        ServeArchive(("manifest.json", "{}"), ("blobs/a", "b"));
        await Client.ExportImageAsync("web", $"dir:{_folder["in/image"]}", false, [], cancellationToken);
        Assert.That(File.ReadAllText(_folder["in/image/blobs/a"]), Is.EqualTo("b"));
    }

    [Test]
    public async Task An_archive_that_exists_is_left_alone(CancellationToken cancellationToken)
    {
        File.WriteAllText(_folder["x.tar"], "mine");
        var error = await Assert.ThrowsAsync<ErrorOccurredException>(() =>
            Client.ExportImageAsync("web", $"docker-archive:{_folder["x.tar"]}", false, [], cancellationToken));
        Assert.That(error!.Reason, Does.Contain("doesn't support modifying existing images"));
        Assert.That(File.ReadAllText(_folder["x.tar"]), Is.EqualTo("mine"));
    }

    [Test]
    public async Task An_image_that_is_no_archive_is_told_and_leaves_nothing(CancellationToken cancellationToken)
    {
        Server.On($"GET images/{Id}/get", (_, reply) => reply.SendAsync(200, new string('x', 2000)));
        await Assert.ThrowsAsync<RuntimeErrorException>(() =>
            Client.ExportImageAsync("web", $"docker-archive:{_folder["x.tar"]}", false, [], cancellationToken));
        Assert.That(File.Exists(_folder["x.tar"]), Is.False);
    }

    [Test]
    public async Task An_export_that_breaks_off_leaves_nothing(CancellationToken cancellationToken)
    {
        Server.HasContainer("c", Id, "exited").On($"GET containers/{Id}/export", async (_, reply) =>
        {
            await reply.BeginAsync();
            await reply.ChunkAsync("part of it");
            reply.Cut();
        });
        var error = await Assert.ThrowsAsync<RuntimeErrorException>(() => Client.ExportContainerAsync("c", _folder["fs.tar"], cancellationToken));
        Assert.That(error!.Reason, Does.Contain("broke off"));
        Assert.That(File.Exists(_folder["fs.tar"]), Is.False);
    }

    [Test]
    public async Task A_container_is_exported_over_what_was_there(CancellationToken cancellationToken)
    {
        File.WriteAllText(_folder["fs.tar"], "something longer than the new one");
        Server.HasContainer("c", Id, "exited").On($"GET containers/{Id}/export", "the tar");
        Assert.That(await Client.ExportContainerAsync("c", _folder["fs.tar"], cancellationToken), Is.EqualTo(_folder["fs.tar"]));
        Assert.That(File.ReadAllText(_folder["fs.tar"]), Is.EqualTo("the tar"));
    }

    [Test]
    public async Task An_import_sends_the_file_and_the_changes_as_instructions(CancellationToken cancellationToken)
    {
        File.WriteAllText(_folder["fs.tar"], "the tar");
        Server.On("POST images/import", $$"""{"Id":"sha256:{{Id}}"}""");
        string id = await Client.ImportImageAsync(_folder["fs.tar"], "localhost/new:1", "why", ["CMD=sh -c true", "ENV=A=b", "LABEL x=y"], cancellationToken);
        Assert.That(id, Is.EqualTo(Id));
        RestRequest request = Server.To("POST images/import").Single();
        Assert.That(Encoding.UTF8.GetString(request.Body), Is.EqualTo("the tar"));
        Assert.That(request.Line.Split('?', '&'), Is.SupersetOf(
            ["reference=localhost/new:1", "message=why", "changes=CMD sh -c true", "changes=ENV A=b", "changes=LABEL x=y"]));
    }

    [Test]
    public async Task A_file_that_is_not_there_is_told_before_anything_is_sent(CancellationToken cancellationToken)
    {
        var error = await Assert.ThrowsAsync<ErrorOccurredException>(() => Client.ImportImageAsync(_folder["not"], "x", "", [], cancellationToken));
        Assert.That(error!.Reason, Does.Contain(_folder["not"]));
        Assert.That(Server.Requests, Is.Empty);
    }

    [Test]
    public async Task A_push_that_fails_within_a_success_fails(CancellationToken cancellationToken)
    {
        Server.On("POST images/web/push", """{"stream":"Getting image source signatures\n"}""" + "\n" + """{"error":"unauthorized"}""" + "\n");
        var error = await Assert.ThrowsAsync<ErrorOccurredException>(() => Client.PushImageAsync("web", "quay.io/a/b", true, cancellationToken));
        Assert.That(error!.Reason, Is.EqualTo("unauthorized"));
    }

    [Test]
    public async Task A_commit_with_a_message_asks_for_the_format_that_holds_one(CancellationToken cancellationToken)
    {
        Server.HasContainer("c", Id, "exited").On("POST commit", $$"""{"Id":"{{Id}}"}""");
        await Client.CommitAsync("c", "localhost:5000/team/web", ["CMD=sh"], "me", "why", true, cancellationToken);
        Assert.That(Server.To("POST commit").Single().Line.Split('?', '&'), Is.SupersetOf(
            ["repo=localhost:5000/team/web", "tag=latest", "comment=why", "format=docker", "author=me", "pause=false", "changes=CMD sh"]));
    }

    private void ServeArchive(params (string Name, string Text)[] files)
    {
        var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, leaveOpen: true))
        {
            foreach ((string name, string text) in files)
            {
                writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
            }
        }

        Server.On($"GET images/{Id}/get", async (_, reply) =>
        {
            await reply.BeginAsync();
            await reply.ChunkAsync(archive.ToArray());
            await reply.EndAsync();
        });
    }

    private static Dictionary<string, string> ReadArchive(string path)
    {
        using FileStream file = File.OpenRead(path);
        using var reader = new TarReader(file);
        var files = new Dictionary<string, string>();
        while (reader.GetNextEntry() is { } entry)
        {
            files[entry.Name] = new StreamReader(entry.DataStream!).ReadToEnd();
        }

        return files;
    }
}
