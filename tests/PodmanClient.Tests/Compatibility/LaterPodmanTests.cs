using System.Text.Json;
using Podman.Tests.Discovery;
using Varlink;
using Varlink.TestKit;

namespace Podman.Tests.Compatibility;

/// <summary>A later Podman answers GetVersion in another form, and has some methods with another signature.</summary>
[CancelAfter(20_000)]
public class LaterPodmanTests
{
    private const string Address = "unix:/later";

    private const string Version =
        """{"parameters":{"version":"1.9.3","go_version":"go1.14.2","git_commit":"","built":"1970-01-01T00:01:00Z","os_arch":"linux/amd64","remote_api_version":1}}""";

    /// <summary>As far as it matters here; the real one has 97 methods.</summary>
    private const string Description = """
        interface io.podman
        type MoreResponse (logs: []string, id: string)
        type Version (version: string, go_version: string, git_commit: string, built: string, os_arch: string, remote_api_version: int)
        method GetVersion() -> (version: string, go_version: string, git_commit: string, built: string, os_arch: string, remote_api_version: int)
        method Commit(name: string, image_name: string, changes: []string, author: string, message: string, pause: bool, manifestType: string)
          -> (reply: MoreResponse)
        method GetContainerLogs(id: string) -> (container: []string)
        method InspectContainer(name: string) -> (container: string)
        """;

    private const string GetDescription = """{"method":"org.varlink.service.GetInterfaceDescription","parameters":{"interface":"io.podman"}}""";

    private const string Inspect = """{"method":"io.podman.InspectContainer","parameters":{"name":"web"}}""";

    private const string Inspected = """{"parameters":{"container":"{}"}}""";

    private FakeHost _host = null!;

    [SetUp]
    public void SetUp() => _host = new FakeHost();

    [TearDown]
    public ValueTask TearDown() => _host.DisposeAsync();

    [Test]
    public async Task A_changed_signature_fails_before_it_is_sent_and_names_the_version(CancellationToken cancellationToken)
    {
        Later();
        await using PodmanClient client = await _host.ConnectAsync(Address, cancellationToken: cancellationToken);
        var error = await Assert.ThrowsAsync<PodmanVersionException>(() => client.CommitAsync("web", "image", [], "", "", pause: true, cancellationToken));
        Assert.That(error!.Message, Does.Contain("1.9.3").And.Contain("io.podman.Commit").And.Contain("its reply has no 'image'").And.Contain(Address));
        Assert.That(error.DaemonVersion, Is.EqualTo("1.9.3"));
        Assert.That(error.Method, Is.EqualTo("io.podman.Commit"));
        Assert.That(error.Endpoint, Is.EqualTo(Address));
        Assert.That(error.ErrorName, Is.EqualTo(MethodNotImplementedException.Error));
    }

    [Test]
    public async Task A_stream_with_a_changed_signature_fails_when_it_is_read(CancellationToken cancellationToken)
    {
        Later();
        await using PodmanClient client = await _host.ConnectAsync(Address, cancellationToken: cancellationToken);
        IAsyncEnumerable<ContainerLogLine> lines = client.FollowLogsAsync("web", cancellationToken: cancellationToken);
        var error = await Assert.ThrowsAsync<PodmanVersionException>(async () => await lines.ToListAsync(cancellationToken));
        Assert.That(error!.Message, Does.Contain("it takes no 'name'"));
    }

    [Test]
    public async Task What_has_not_changed_goes_through(CancellationToken cancellationToken)
    {
        Later()
            .Expects(Inspect).Sends(Inspected)
            .Expects(FakeHost.GetVersion).Sends(Version);
        await using PodmanClient client = await _host.ConnectAsync(Address, cancellationToken: cancellationToken);
        Assert.That(await client.InspectContainerAsync("web", cancellationToken), Is.EqualTo("{}"));
        PodmanVersion version = await client.GetVersionAsync(cancellationToken);
        Assert.That((version.Version, version.Built), Is.EqualTo(("1.9.3", 60L)));
    }

    [TestCase("""{"parameters":{"description":"no description at all"}}""")]
    [TestCase("""{"parameters":{"parameter":"interface"},"error":"org.varlink.service.InvalidParameter"}""")]
    public async Task A_daemon_that_does_not_describe_itself_is_taken_as_it_is(string answer, CancellationToken cancellationToken)
    {
        _host.Answer(Address, Version).Expects(GetDescription).Sends(answer)
            .Expects(Inspect).Sends(Inspected);
        await using PodmanClient client = await _host.ConnectAsync(Address, cancellationToken: cancellationToken);
        Assert.That(await client.InspectContainerAsync("web", cancellationToken), Is.EqualTo("{}"));
    }

    [Test]
    public async Task A_later_engine_with_the_same_interface_is_not_compared(CancellationToken cancellationToken)
    {
        _host.Answer(Address, Version).Expects(GetDescription).Sends(Described(PodmanInterface.Description));
        await using PodmanClient client = await _host.ConnectAsync(Address, cancellationToken: cancellationToken);
    }

    private PeerScript Later() => _host.Answer(Address, Version).Expects(GetDescription).Sends(Described(Description));

    private static string Described(string description) =>
        $$$"""{"parameters":{"description":{{{JsonSerializer.Serialize(description)}}}}}""";
}
