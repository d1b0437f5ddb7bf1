using System.Text.Json;
using Podman;
using Varlink.Conformance.Behaviour.Suite;

namespace Varlink.Conformance.Behaviour.Tests;

public class ImageTests(string target) : BehaviourTest(target)
{
    [Behaviour("ListImages", "GetImage")]
    public async Task An_image_is_known_by_name_tag_and_id()
    {
        string name = await MakeImageAsync();
        ImageInList image = await Client.GetImageAsync(name, Cancel);

        Assert.That(image.Id, Does.Match("^[0-9a-f]{64}$"));
        Assert.That(image.RepoTags, Is.EqualTo(new[] { name }));
        Assert.That(image.Size, Is.Positive);
        Assert.That(image.Created, Does.Match(@"^20\d\d-\d\d-\d\d[ T]\d\d:\d\d:\d\d"));
        Assert.That(image.Labels, Does.ContainKey("who").WithValue("me"));
        foreach (string other in (string[])[image.Id, image.Id[..20], name["localhost/".Length..], $"sha256:{image.Id}"])
        {
            Assert.That((await Client.GetImageAsync(other, Cancel)).Id, Is.EqualTo(image.Id), other);
        }

        Assert.That((await Client.ListImagesAsync(Cancel)).Single(other => other.Id == image.Id).RepoTags, Is.EqualTo(image.RepoTags));
    }

    [Behaviour("GetImage")]
    public async Task An_image_is_known_by_its_digest()
    {
        ImageInList image = await Client.GetImageAsync(await MakeImageAsync(), Cancel);

        Assert.That(image.RepoDigests, Has.Count.EqualTo(1).And.All.Match("@sha256:[0-9a-f]{64}$"));
        Assert.That((await Client.GetImageAsync(image.RepoDigests[0], Cancel)).Id, Is.EqualTo(image.Id));
    }

    [Behaviour("GetImage", "CreateContainer")]
    public async Task Containers_of_an_image_are_counted()
    {
        string name = await MakeImageAsync();
        await CreateAsync(new CreateContainerOptions { Image = name });
        await CreateAsync(new CreateContainerOptions { Image = name });

        Assert.That((await Client.GetImageAsync(name, Cancel)).Containers, Is.EqualTo(2));
    }

    [Behaviour("InspectImage", "HistoryImage")]
    public async Task An_image_is_described_and_has_a_history()
    {
        string name = await MakeImageAsync();
        string id = (await Client.GetImageAsync(name, Cancel)).Id;

        using JsonDocument document = JsonDocument.Parse(await Client.InspectImageAsync(name, Cancel));
        IReadOnlyList<ImageHistory> history = await Client.HistoryImageAsync(name, Cancel);

        Assert.That(document.RootElement.EnumerateObject().Single(member => member.Name is "Id" or "ID").Value.GetString(), Is.EqualTo(id));
        Assert.That(document.RootElement.GetProperty("RepoTags")[0].GetString(), Is.EqualTo(name));
        Assert.That(history, Has.Count.EqualTo(2));
        Assert.That(history[0].Id, Is.EqualTo(id), "The newest layer is the first.");
        Assert.That(history[0].Tags, Does.Contain(name));
        Assert.That(history.Select(layer => layer.Created), Has.All.Match(@"^20\d\d-\d\d-\d\d[ T]"));
    }

    [Behaviour("TagImage", "RemoveImage")]
    public async Task An_image_may_have_several_names_and_loses_them_one_by_one()
    {
        string name = await MakeImageAsync();
        string id = (await Client.GetImageAsync(name, Cancel)).Id;
        string second = NewImageName();

        Assert.That(await Client.TagImageAsync(name, second, Cancel), Is.EqualTo(id));
        Assert.That((await Client.GetImageAsync(id, Cancel)).RepoTags, Is.EquivalentTo(new[] { name, second }));
        Assert.That(await Client.RemoveImageAsync(name, false, Cancel), Is.EqualTo(id));
        Assert.That((await Client.GetImageAsync(id, Cancel)).RepoTags, Is.EqualTo(new[] { second }));
        Assert.That(await Client.RemoveImageAsync(second, false, Cancel), Is.EqualTo(id));
        await FailureOf<ImageNotFoundException>(Client.GetImageAsync(id, Cancel));
    }

    [Behaviour("TagImage")]
    public async Task A_name_moves_to_the_image_that_was_given_it_last()
    {
        string first = await MakeImageAsync();
        string second = await MakeImageAsync("OTHER=1");
        string secondId = (await Client.GetImageAsync(second, Cancel)).Id;
        RemoveLater((await Client.GetImageAsync(first, Cancel)).Id);

        await Client.TagImageAsync(second, first, Cancel);

        Assert.That((await Client.GetImageAsync(first, Cancel)).Id, Is.EqualTo(secondId));
    }

    [Behaviour("TagImage", "ErrorOccurred")]
    public async Task A_name_must_be_one() =>
        Assert.That(await ReasonOf(Client.TagImageAsync(Target.Image, "UPPER:1", Cancel)), Does.Contain("must be lowercase").Or.Contain("invalid reference"));

    [Behaviour("RemoveImage", "ErrorOccurred")]
    public async Task An_image_in_use_is_removed_by_force_only()
    {
        string name = await MakeImageAsync();
        string container = await CreateAsync(new CreateContainerOptions { Image = name });

        Assert.That(await ReasonOf(Client.RemoveImageAsync(name, false, Cancel)), Does.Contain("being used").Or.Contain("in use"));
        Assert.That(await StatusAsync(container), Is.EqualTo("configured"));
        await Client.RemoveImageAsync(name, true, Cancel);

        await FailureOf<ImageNotFoundException>(Client.GetImageAsync(name, Cancel));
        await FailureOf<ContainerNotFoundException>(Client.GetContainerAsync(container, Cancel));
    }

    [Behaviour("DeleteUnusedImages")]
    public async Task Images_without_containers_are_removed_at_once()
    {
        SkipUnlessSweepable();
        await CreateAsync("true"); // The target's image must survive.
        string used = await MakeImageAsync();
        await CreateAsync(new CreateContainerOptions { Image = used });
        string unused = (await Client.GetImageAsync(await MakeImageAsync("OTHER=1"), Cancel)).Id;

        IReadOnlyList<string> removed = await Client.DeleteUnusedImagesAsync(Cancel);

        Assert.That(removed, Does.Contain(unused));
        await FailureOf<ImageNotFoundException>(Client.GetImageAsync(unused, Cancel));
        Assert.That((await Client.GetImageAsync(used, Cancel)).RepoTags, Is.EqualTo(new[] { used }));
        Assert.That(await Client.DeleteUnusedImagesAsync(Cancel), Is.Empty);
    }

    [Behaviour("GetImage", "InspectImage", "HistoryImage", "TagImage", "RemoveImage", "ExportImage", "ImageNotFound")]
    public async Task An_image_that_does_not_exist_is_not_found_by_any_method()
    {
        string name = $"localhost/{NewName()}:1";
        Task[] calls =
        [
            Client.GetImageAsync(name, Cancel),
            Client.InspectImageAsync(name, Cancel),
            Client.HistoryImageAsync(name, Cancel),
            Client.TagImageAsync(name, $"localhost/{NewName()}:1", Cancel),
            Client.RemoveImageAsync(name, false, Cancel),
            Client.RemoveImageAsync(name, true, Cancel),
            Client.ExportImageAsync(name, $"docker-archive:{Folder}/x.tar", false, [], Cancel),
        ];

        foreach ((int index, Task call) in calls.Index())
        {
            ImageNotFoundException error = await FailureOf<ImageNotFoundException>(call);
            Assert.That(error.Name, Is.EqualTo(name), $"call {index}");
        }
    }

    /// <summary>Makes an image with one more layer than the target's.</summary>
    private async Task<string> MakeImageAsync(string environment = "MADE=1")
    {
        string container = await CreateAsync("true");
        string name = NewImageName();
        await Client.CommitAsync(container, name, ["LABEL=who=me", $"ENV={environment}"], "", "", false, Cancel);
        await Client.RemoveContainerAsync(container, true, Cancel);
        return name;
    }
}
