using Microsoft.Extensions.Time.Testing;
using Podman.Tests.Libpod.Server;
using Varlink;

namespace Podman.Tests.Discovery;

/// <summary>An address that is written for one protocol and where Podman speaks the other is told as that, with the address to write.</summary>
[CancelAfter(20_000)]
public class MistakenAddressTests
{
    private const string Version = """{"Components":[{"Name":"Podman Engine","Version":"4.3.1","Details":{"Os":"linux","Arch":"amd64"}}]}""";

    private FakeHost _host = null!;
    private RestServer _server = null!;

    [SetUp]
    public void SetUp()
    {
        _host = new FakeHost();
        _server = new RestServer().On("GET version", Version).On("GET _ping", "OK");
    }

    [TearDown]
    public async Task TearDown()
    {
        await _host.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task A_REST_service_at_an_address_of_varlink_is_recognized_before_the_time_for_connecting_is_over(CancellationToken cancellationToken)
    {
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _host.Script("unix:/podman.sock").Expects(FakeHost.GetVersion).Signals(asked).ExpectsEnd();
        _host.RestServices["unix:///podman.sock"] = _server.Address;

        Task<PodmanClient> connecting = _host.ConnectAsync(
            "unix:/podman.sock", new VarlinkClientOptions { TimeProvider = time }, cancellationToken);
        await asked.Task.WaitAsync(cancellationToken);
        time.Advance(TimeSpan.FromSeconds(1));
        var error = await Assert.ThrowsAsync<VarlinkConnectionException>(() => connecting);

        Assert.That(error!.Message, Is.EqualTo(
            "unix:/podman.sock is not served over varlink, but by the REST service of today's Podman. Its address is unix:///podman.sock, with two slashes more."));
        Assert.That(error.Attempts.Single().Address, Is.EqualTo("unix:/podman.sock"));
    }

    [Test]
    public async Task Varlink_that_takes_its_time_is_waited_for(CancellationToken cancellationToken)
    {
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource();
        var isConnected = new TaskCompletionSource();
        _host.Script("unix:/io.podman").Expects(FakeHost.GetVersion).Signals(asked).WaitsFor(answer.Task)
            .Sends("""{"parameters":{"version":{"version":"0.9.1"}}}""");
        _server.On("GET version", (_, _) =>
        {
            // Asked over HTTP, varlink is silent.
            answer.TrySetResult();
            return isConnected.Task.WaitAsync(cancellationToken);
        });
        _host.RestServices["unix:///io.podman"] = _server.Address;

        Task<PodmanClient> connecting = _host.ConnectAsync(
            "unix:/io.podman", new VarlinkClientOptions { TimeProvider = time }, cancellationToken);
        await asked.Task.WaitAsync(cancellationToken);
        time.Advance(TimeSpan.FromSeconds(2));

        await using PodmanClient client = await connecting;
        isConnected.SetResult();
        Assert.That(_host.RestAttempts, Is.EqualTo(["unix:///io.podman"]));
    }

    [Test]
    public async Task Varlink_at_an_address_of_a_REST_service_is_recognized_before_the_time_for_connecting_is_over(CancellationToken cancellationToken)
    {
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isOver = new TaskCompletionSource();
        _server.On("GET version", (_, _) =>
        {
            // Asked over HTTP, varlink is silent.
            asked.TrySetResult();
            return isOver.Task.WaitAsync(cancellationToken);
        });
        _host.RestServices["unix:///io.podman"] = _server.Address;
        _host.Listen("unix:/io.podman");

        Task<PodmanClient> connecting = _host.ConnectAsync(
            "unix:///io.podman", new VarlinkClientOptions { TimeProvider = time }, cancellationToken);
        await asked.Task.WaitAsync(cancellationToken);
        time.Advance(TimeSpan.FromSeconds(1));
        var error = await Assert.ThrowsAsync<VarlinkConnectionException>(() => connecting);
        isOver.SetResult();

        Assert.That(error!.Message, Is.EqualTo(
            "unix:///io.podman is not Podman's REST service, but a Podman that speaks varlink. Its address is unix:/io.podman, with two slashes fewer."));
        Assert.That(error.Attempts.Single().Address, Is.EqualTo("unix:///io.podman"));
    }

    [Test]
    public async Task A_REST_service_that_takes_its_time_is_waited_for(CancellationToken cancellationToken)
    {
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var askedForVarlink = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.On("GET version", async (_, reply) =>
        {
            asked.TrySetResult();
            await askedForVarlink.Task.WaitAsync(cancellationToken);
            await reply.SendAsync(200, Version);
        });
        _host.RestServices["unix:///podman.sock"] = _server.Address;
        _host.Script("unix:/podman.sock").Expects(FakeHost.GetVersion).Signals(askedForVarlink).ExpectsEnd();

        Task<PodmanClient> connecting = _host.ConnectAsync(
            "unix:///podman.sock", new VarlinkClientOptions { TimeProvider = time }, cancellationToken);
        await asked.Task.WaitAsync(cancellationToken);
        time.Advance(TimeSpan.FromSeconds(2));

        await using PodmanClient client = await connecting;
        Assert.That(_host.Attempts, Is.EqualTo(["unix:/podman.sock"]));
    }
}
