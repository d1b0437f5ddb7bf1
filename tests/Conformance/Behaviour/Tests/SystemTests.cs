using System.Text.Json;
using Podman;
using Varlink.Conformance.Behaviour.Suite;

namespace Varlink.Conformance.Behaviour.Tests;

public class SystemTests(string target) : BehaviourTest(target)
{
    [Behaviour("Ping")]
    public async Task A_ping_is_answered() => Assert.That((await Client.PingAsync(Cancel)).Message, Is.EqualTo("OK"));

    [Behaviour("GetVersion")]
    public async Task The_version_tells_what_runs()
    {
        PodmanVersion version = await Client.GetVersionAsync(Cancel);

        Assert.That(version.Version, Does.Match(@"^\d+\.\d+"));
        Assert.That(version.GoVersion, Does.StartWith("go1."));
        Assert.That(version.OsArch, Does.StartWith("linux/"));
    }

    [Behaviour("GetInfo")]
    public async Task The_information_describes_the_host_and_the_storage()
    {
        PodmanInfo before = await Client.GetInfoAsync(Cancel);
        await CreateAsync("true");
        PodmanInfo after = await Client.GetInfoAsync(Cancel);

        Assert.That(before.Host.Cpus, Is.Positive);
        Assert.That(before.Host.MemTotal, Is.GreaterThanOrEqualTo(before.Host.MemFree).And.Positive);
        Assert.That(before.Host.Os, Is.EqualTo("linux"));
        Assert.That(new[] { before.Host.Arch, before.Host.Kernel, before.Host.Hostname, before.Host.Uptime }, Has.None.Empty);
        Assert.That(before.Store.Images, Is.Positive);
        Assert.That(before.Store.GraphRoot, Does.StartWith("/"));
        Assert.That(before.Store.RunRoot, Does.StartWith("/"));
        Assert.That(before.Store.GraphDriverName, Is.Not.Empty);
        Assert.That(before.Podman.GoVersion, Does.StartWith("go1."));
        Assert.That(after.Store.Containers, Is.GreaterThan(before.Store.Containers));
    }

    [Behaviour]
    public async Task The_engine_describes_its_interface()
    {
        VarlinkServiceInfo info = await Raw.GetServiceInfoAsync(Cancel);
        string description = await Raw.GetInterfaceDescriptionAsync(PodmanInterface.Name, Cancel);

        Assert.That(info.Interfaces, Is.SupersetOf(new[] { "org.varlink.service", "io.podman" }));
        Assert.That(new[] { info.Vendor, info.Product, info.Version }, Has.None.Empty);
        Assert.That(description, Does.Contain("interface io.podman").And.Contain("method WaitContainer(").And.Contain("error ContainerNotFound"));
    }

    [Behaviour("AttachToContainer", "CreateImage", "RenameContainer", "ResizeContainerTty", "UpdateContainer")]
    public async Task Methods_that_no_daemon_has_say_so()
    {
        Func<Task<NotImplementedReply>>[] calls =
        [
            () => Client.AttachToContainerAsync(Cancel),
            () => Client.CreateImageAsync(Cancel),
            () => Client.RenameContainerAsync(Cancel),
            () => Client.ResizeContainerTtyAsync(Cancel),
            () => Client.UpdateContainerAsync(Cancel),
        ];
        foreach (Func<Task<NotImplementedReply>> call in calls)
        {
            // Its interface promises the one, and daemons do the other.
            try
            {
                Assert.That((await call()).Comment, Is.Not.Empty);
            }
            catch (MethodNotImplementedException e)
            {
                Assert.That(e.Method, Is.Not.Null);
            }
        }
    }

    [Behaviour]
    public async Task A_method_that_is_not_in_the_interface_is_not_found()
    {
        await FailureOf<MethodNotFoundException>(Raw.CallAsync("io.podman.NoSuchMethod", cancellationToken: Cancel));
        await FailureOf<InterfaceNotFoundException>(Raw.CallAsync("org.example.none.Ping", cancellationToken: Cancel));
        Assert.That((await Client.PingAsync(Cancel)).Message, Is.EqualTo("OK"));
    }

    [Behaviour]
    public async Task Parameters_of_the_wrong_type_are_refused()
    {
        (string Method, string Parameters)[] calls =
        [
            ("GetContainer", """{"name":5}"""),
            ("StopContainer", """{"name":"x","timeout":"5"}"""),
            ("StopContainer", """{"name":"x","timeout":1.5}"""),
            ("RemoveContainer", """{"name":"x","force":"yes"}"""),
            ("CreateContainer", """{"create":[]}"""),
            ("CreateContainer", """{"create":{"image":"x","command":"sh"}}"""),
            ("BuildImage", """{"build":{"tags":{}}}"""),
            ("Commit", """{"name":"x","changes":["a",1]}"""),
        ];
        foreach ((string method, string parameters) in calls)
        {
            using JsonDocument document = JsonDocument.Parse(parameters);
            await FailureOf<InvalidParameterException>(Raw.CallAsync($"io.podman.{method}", document.RootElement, Cancel));
        }

        Assert.That((await Client.PingAsync(Cancel)).Message, Is.EqualTo("OK"));
    }

    [Behaviour]
    public async Task Parameters_that_are_left_out_take_their_defaults_and_others_are_passed_over()
    {
        string id = await CreateAsync("true");
        using JsonDocument document = JsonDocument.Parse($$"""{"name":"{{id}}","unknown":[1]}""");

        JsonElement reply = await Raw.CallAsync("io.podman.RemoveContainer", document.RootElement, Cancel);

        Assert.That(reply.GetProperty("container").GetString(), Is.EqualTo(id));
        await FailureOf<ContainerNotFoundException>(Client.GetContainerAsync(id, Cancel));
    }
}
