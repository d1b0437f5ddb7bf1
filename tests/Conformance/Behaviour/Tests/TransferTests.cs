using System.Formats.Tar;
using System.Text.Json;
using Podman;
using Varlink.Conformance.Behaviour.Suite;

namespace Varlink.Conformance.Behaviour.Tests;

public class TransferTests(string target) : BehaviourTest(target)
{
    [Behaviour("ExportContainer", "ImportImage")]
    public async Task What_is_exported_can_be_imported_and_run()
    {
        string archive = Path.Combine(Folder, "files.tar");
        string id = await StartAsync("echo 'echo from the import' > /go.sh");
        await Client.WaitContainerAsync(id, Cancel);

        Assert.That(await Client.ExportContainerAsync(id, archive, Cancel), Is.EqualTo(archive));
        Assert.That(await EntriesAsync(archive), Does.Contain("go.sh").And.Contain("bin/busybox"));
        string name = NewImageName();
        string image = await Client.ImportImageAsync(archive, name, "a message", ["CMD=[\"sh\",\"/go.sh\"]", "ENV=PATH=/bin", "LABEL=who=me"], Cancel);

        Assert.That(image, Does.Match("^[0-9a-f]{64}$"));
        Assert.That((await Client.GetImageAsync(name, Cancel)).Id, Is.EqualTo(image));
        Assert.That((await Client.GetImageAsync(name, Cancel)).Labels, Does.ContainKey("who").WithValue("me"));
        Assert.That((await Client.HistoryImageAsync(name, Cancel))[0].Comment, Does.Contain("a message"));
        Assert.That((await RunAsync(new CreateContainerOptions { Image = name })).Lines, Is.EqualTo(new[] { "from the import" }));
    }

    [Behaviour("ExportContainer", "ImportImage", "ErrorOccurred")]
    public async Task An_archive_must_be_somewhere()
    {
        string id = await CreateAsync("true");

        Assert.That(await ReasonOf(Client.ExportContainerAsync(id, "/no/such/folder/x.tar", Cancel)), Does.Contain("/no/such/folder/x.tar").IgnoreCase);
        Assert.That(await ReasonOf(Client.ImportImageAsync("/no/such/file.tar", NewImageName(), "", [], Cancel)), Does.Contain("/no/such/file.tar"));
    }

    [Behaviour("Commit")]
    public async Task A_commit_keeps_what_a_program_wrote_and_takes_changes()
    {
        string id = await StartReadyAsync("sleep 100", before: "echo written > /new.txt");
        string name = NewImageName();

        string image = await Client.CommitAsync(id, name, ["CMD=cat /new.txt", "ENV=A=b", "WORKDIR=/tmp"], "somebody", "", true, Cancel);

        Assert.That((await Client.GetImageAsync(name, Cancel)).Id, Is.EqualTo(image));
        Assert.That(await StatusAsync(id), Is.EqualTo("running"), "It was paused for a moment only.");
        using JsonDocument document = JsonDocument.Parse(await Client.InspectImageAsync(name, Cancel));
        Assert.That(document.RootElement.GetProperty("Author").GetString(), Is.EqualTo("somebody"));
        Assert.That(document.RootElement.GetRawText(), Does.Contain("\"A=b\""));
        Assert.That((await RunAsync(new CreateContainerOptions { Image = name })).Lines, Is.EqualTo(new[] { "written" }));
    }

    [Behaviour("Commit", "ErrorOccurred")]
    public async Task A_commit_needs_a_name_for_its_image()
    {
        string id = await CreateAsync("true");

        Assert.That(await ReasonOf(Client.CommitAsync(id, "UPPER:1", [], "", "", false, Cancel)), Does.Contain("lowercase"));
    }

    [Behaviour("ExportImage", "PullImage", "RemoveImage")]
    public async Task An_image_that_was_saved_can_be_loaded_with_the_same_id()
    {
        string container = await CreateAsync("true");
        string name = NewImageName();
        string image = await Client.CommitAsync(container, name, [], "", "", false, Cancel);
        string archive = Path.Combine(Folder, "image.tar");

        Assert.That(await Client.ExportImageAsync(name, $"docker-archive:{archive}:{name}", false, [], Cancel), Is.EqualTo(image));
        Assert.That(await EntriesAsync(archive), Does.Contain("manifest.json"));
        await Client.RemoveImageAsync(name, false, Cancel);

        Assert.That(await Client.PullImageAsync($"docker-archive:{archive}", Cancel), Is.EqualTo(image));
        Assert.That((await Client.GetImageAsync(name, Cancel)).Id, Is.EqualTo(image));
    }

    [Behaviour("ExportImage", "ErrorOccurred")]
    public async Task A_saved_image_is_not_written_over()
    {
        string archive = Path.Combine(Folder, "image.tar");
        await Client.ExportImageAsync(Target.Image, $"docker-archive:{archive}", false, [], Cancel);

        Assert.That(
            await ReasonOf(Client.ExportImageAsync(Target.Image, $"docker-archive:{archive}", false, [], Cancel)),
            Does.Contain("docker-archive doesn't support modifying existing images"));
    }

    [Behaviour("PushImage", "PullImage", "SearchImage")]
    public async Task An_image_goes_to_a_registry_and_comes_back()
    {
        string registry = RequireRegistry();
        string container = await CreateAsync("true");
        string local = NewImageName();
        string image = await Client.CommitAsync(container, local, ["LABEL=pushed=yes"], "", "", false, Cancel);
        string remote = $"{registry}/team/{NewName()}:1";
        RemoveLater(remote);

        Assert.That(await Client.PushImageAsync(local, remote, false, Cancel), Is.EqualTo(image));
        await Client.RemoveImageAsync(local, false, Cancel);
        await FailureOf<ImageNotFoundException>(Client.GetImageAsync(image, Cancel));

        Assert.That((await Client.SearchImageAsync($"{registry}/team", 10, Cancel)).Select(found => found.Name), Does.Contain(remote[..^2]));
        Assert.That(await Client.PullImageAsync(remote, Cancel), Is.EqualTo(image));
        Assert.That((await Client.GetImageAsync(remote, Cancel)).Labels, Does.ContainKey("pushed").WithValue("yes"));
    }

    [Behaviour("PullImage", "ErrorOccurred")]
    public async Task What_a_registry_does_not_have_cannot_be_pulled()
    {
        string name = $"{RequireRegistry()}/no/{NewName()}:1";

        Assert.That(await ReasonOf(Client.PullImageAsync(name, Cancel)), Does.Contain(name));
    }

    [Behaviour("PushImage", "ImageNotFound")]
    public async Task What_is_not_there_cannot_be_pushed() =>
        await FailureOf<ImageNotFoundException>(Client.PushImageAsync($"localhost/{NewName()}:1", $"{RequireRegistry()}/x:1", false, Cancel));

    private static async Task<List<string>> EntriesAsync(string archive)
    {
        var names = new List<string>();
        await using var reader = new TarReader(File.OpenRead(archive));
        while (await reader.GetNextEntryAsync(cancellationToken: Cancel) is { } entry)
        {
            names.Add(entry.Name);
        }

        return names;
    }

    private string RequireRegistry()
    {
        if (Target.Registry is null)
        {
            Assert.Ignore("No registry is known: PODMAN_REGISTRY names one.");
        }

        return Target.Registry!;
    }
}
