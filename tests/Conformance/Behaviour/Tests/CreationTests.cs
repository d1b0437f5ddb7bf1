using Podman;
using Varlink.Conformance.Behaviour.Suite;

namespace Varlink.Conformance.Behaviour.Tests;

public class CreationTests(string target) : BehaviourTest(target)
{
    [Behaviour("CreateContainer", "GetContainer", "ListContainers")]
    public async Task A_new_container_is_known_by_name_and_id()
    {
        string name = NewName();
        string id = await CreateAsync(new CreateContainerOptions { Name = name, Command = ["sh", "-c", "exit 3"] });

        Assert.That(id, Does.Match("^[0-9a-f]{64}$"));
        ListContainerData container = await Client.GetContainerAsync(name, Cancel);
        ListContainerData fromList = (await Client.ListContainersAsync(Cancel)).Single(other => other.Id == id);
        Assert.Multiple(() =>
        {
            Assert.That(container.Id, Is.EqualTo(id));
            Assert.That(container.Names, Is.EqualTo(name));
            Assert.That(container.Status, Is.EqualTo("configured"));
            Assert.That(container.ContainerRunning, Is.False);
            Assert.That(container.Image, Is.EqualTo(Target.Image));
            Assert.That(container.ImageId, Does.Match("^[0-9a-f]{64}$"));
            Assert.That(container.Command, Is.EqualTo(new[] { "sh", "-c", "exit 3" }));
            Assert.That(container.CreatedAt, Does.Match(@"^20\d\d-\d\d-\d\d[ T]\d\d:\d\d:\d\d"));
            Assert.That(container.RunningFor, Does.Match(@"^[\dhmsµ.]+s$"));
            Assert.That(container.Namespaces.Pid, Is.EqualTo("0"));
            Assert.That(container.Ports, Is.Empty);
            Assert.That((fromList.Names, fromList.Status, fromList.Image, fromList.CreatedAt), Is.EqualTo((name, "configured", Target.Image, container.CreatedAt)));
        });
        Assert.That((await Client.GetContainerAsync(id, Cancel)).Names, Is.EqualTo(name));
        Assert.That((await Client.GetContainerAsync(id[..20], Cancel)).Id, Is.EqualTo(id), "The beginning of an id will do.");
        await FailureOf<ContainerNotFoundException>(Client.GetContainerAsync(name[..^1], Cancel));
    }

    [Behaviour("ListContainers")]
    public async Task Containers_are_listed_by_id()
    {
        for (int i = 0; i < 4; i++)
        {
            await CreateAsync("true");
        }

        Assert.That((await Client.ListContainersAsync(Cancel)).Select(container => container.Id), Is.Ordered.Using<string>(StringComparer.Ordinal));
    }

    [Behaviour("CreateContainer")]
    public async Task A_container_without_a_name_is_given_one()
    {
        string id = await CreateAsync("true");

        string name = (await Client.GetContainerAsync(id, Cancel)).Names;
        Assert.That(name, Does.Match("^[a-z]+_[a-z]+[0-9]*$"));
        Assert.That((await Client.GetContainerAsync(name, Cancel)).Id, Is.EqualTo(id));
    }

    [Behaviour("CreateContainer", "ErrorOccurred")]
    public async Task A_name_is_given_once()
    {
        string name = NewName();
        string id = await CreateAsync(new CreateContainerOptions { Name = name });

        string reason = await ReasonOf(CreateAsync(new CreateContainerOptions { Name = name }));

        Assert.That(reason, Does.Contain("already in use").And.Contain(name));
        Assert.That((await Client.GetContainerAsync(name, Cancel)).Id, Is.EqualTo(id));
    }

    [Behaviour("CreateContainer", "ImageNotFound")]
    public async Task An_image_that_is_not_there_makes_no_container()
    {
        string image = $"localhost/{NewName()}:1";

        ImageNotFoundException error = await FailureOf<ImageNotFoundException>(CreateAsync(new CreateContainerOptions { Image = image }));

        Assert.That(error.Name, Is.EqualTo(image));
    }

    [Behaviour("CreateContainer")]
    public async Task The_process_gets_its_environment_folder_user_and_host_name()
    {
        (long code, string[] lines) = await RunAsync(new CreateContainerOptions
        {
            Command = ["sh", "-c", "echo \"$GREETING\"; pwd; id -u; hostname"],
            Env = new Dictionary<string, string> { ["GREETING"] = "hello = world", ["OTHER"] = "" },
            WorkDir = "/tmp",
            User = "nobody",
            Hostname = "somewhere",
        });

        Assert.That(lines, Is.EqualTo(new[] { "hello = world", "/tmp", "65534", "somewhere" }));
        Assert.That(code, Is.Zero);
    }

    [Behaviour("CreateContainer")]
    public async Task An_entry_point_stands_before_the_command()
    {
        (_, string[] lines) = await RunAsync(new CreateContainerOptions { Entrypoint = ["echo", "first"], Command = ["second"] });

        Assert.That(lines, Is.EqualTo(new[] { "first second" }));
    }

    [Behaviour("CreateContainer", "GetContainer")]
    public async Task Labels_are_kept()
    {
        var labels = new Dictionary<string, string> { ["org.example.one"] = "a = b", ["two"] = "" };

        string id = await CreateAsync(new CreateContainerOptions { Labels = labels });

        Assert.That((await Client.GetContainerAsync(id, Cancel)).Labels, Is.SupersetOf(labels));
    }

    [Behaviour("CreateContainer", "GetContainer")]
    public async Task A_folder_of_the_host_is_mounted()
    {
        await File.WriteAllTextAsync(Path.Combine(Folder, "in.txt"), "from the host\n");
        string id = await CreateAsync(new CreateContainerOptions
        {
            Command = ["sh", "-c", "cat /data/in.txt; echo from inside > /data/out.txt"],
            Volumes = [$"{Folder}:/data"],
        });
        await Client.StartContainerAsync(id, Cancel);

        Assert.That(await Client.WaitContainerAsync(id, Cancel), Is.Zero);
        Assert.That(await LinesAsync(id), Is.EqualTo(new[] { "from the host" }));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(Folder, "out.txt")), Is.EqualTo("from inside\n"));
        ContainerMount mount = (await Client.GetContainerAsync(id, Cancel)).Mounts.Single(mount => mount.Destination == "/data");
        Assert.That((mount.Source, mount.Type), Is.EqualTo((Folder, "bind")));
    }

    [Behaviour("CreateContainer")]
    public async Task A_volume_can_be_read_only()
    {
        (long code, _) = await RunAsync(new CreateContainerOptions
        {
            Command = ["sh", "-c", "touch /data/out.txt"],
            Volumes = [$"{Folder}:/data:ro"],
        });

        Assert.That(code, Is.Not.Zero);
        Assert.That(Directory.EnumerateFileSystemEntries(Folder), Is.Empty);
    }

    [Behaviour("CreateContainer")]
    public async Task A_terminal_is_a_terminal()
    {
        string id = await CreateAsync(new CreateContainerOptions { Command = ["sh", "-c", "echo terminal"], Tty = true });
        await Client.StartContainerAsync(id, Cancel);
        await Client.WaitContainerAsync(id, Cancel);

        Assert.That((await Client.GetContainerLogsAsync(id, Cancel)).Single(), Does.EndWith(" stdout F terminal\r\n"));
    }

    [Behaviour("CreateContainer", "InspectContainer")]
    public async Task A_container_is_described_as_JSON()
    {
        string id = await CreateAsync(new CreateContainerOptions { Command = ["sh", "-c", "exit 4"], Env = new Dictionary<string, string> { ["A"] = "b" } });

        using var document = System.Text.Json.JsonDocument.Parse(await Client.InspectContainerAsync(id, Cancel));

        string text = document.RootElement.GetRawText();
        Assert.That(document.RootElement.EnumerateObject().Single(member => member.Name is "Id" or "ID").Value.GetString(), Is.EqualTo(id));
        Assert.That(text, Does.Contain("\"A=b\"").And.Contain("exit 4"));
    }
}
