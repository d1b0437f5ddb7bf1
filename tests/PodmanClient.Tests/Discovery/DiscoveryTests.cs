using Microsoft.Extensions.Time.Testing;
using Podman.Discovery;
using Varlink;

namespace Podman.Tests.Discovery;

[CancelAfter(20_000)]
public class DiscoveryTests
{
    private const string OwnByVariable = "unix:/xdg/podman/io.podman";
    private const string Own = "unix:/run/user/1000/podman/io.podman";
    private const string Host = "unix:/run/podman/io.podman";
    private const string OldHost = "unix:/run/io.podman";

    private FakeHost _host = null!;

    [SetUp]
    public void SetUp() => _host = new FakeHost { Variables = { ["XDG_RUNTIME_DIR"] = "/xdg" } };

    [TearDown]
    public ValueTask TearDown() => _host.DisposeAsync();

    [TestCase(OwnByVariable, 1)]
    [TestCase(Own, 2)]
    [TestCase(Host, 3)]
    [TestCase(OldHost, 4)]
    public async Task The_first_place_where_Podman_listens_is_used(string address, int attempts, CancellationToken cancellationToken)
    {
        _host.Listen(address);
        await using PodmanClient client = await _host.ConnectAsync(cancellationToken: cancellationToken);
        Assert.That(_host.Attempts, Is.EqualTo(new[] { OwnByVariable, Own, Host, OldHost }.Take(attempts)));
    }

    [Test]
    public async Task The_user_s_own_comes_before_the_host_s(CancellationToken cancellationToken)
    {
        _host.Listen(Own);
        _host.Fail(Host, VarlinkConnectionReason.Refused, "must not be tried");
        await using PodmanClient client = await _host.ConnectAsync(cancellationToken: cancellationToken);
        Assert.That(_host.Attempts[^1], Is.EqualTo(Own));
    }

    [Test]
    public async Task A_place_that_is_known_twice_is_tried_once()
    {
        _host.Variables["XDG_RUNTIME_DIR"] = "/run/user/1000/";
        await Assert.ThrowsAsync<VarlinkConnectionException>(() => _host.ConnectAsync());
        Assert.That(_host.Attempts, Is.EqualTo([Own, Host, OldHost]));
    }

    [TestCase("")]
    [TestCase("relative/path")]
    public async Task A_runtime_directory_that_is_none_is_ignored(string directory)
    {
        _host.Variables["XDG_RUNTIME_DIR"] = directory;
        _host.UserId = null;
        await Assert.ThrowsAsync<VarlinkConnectionException>(() => _host.ConnectAsync());
        Assert.That(_host.Attempts, Is.EqualTo([Host, OldHost]));
    }

    [Test]
    public async Task A_guessed_place_that_refuses_is_not_asked_again(CancellationToken cancellationToken)
    {
        _host.Listen(Own, refusals: 1);
        _host.Listen(Host);
        await using PodmanClient client = await _host.ConnectAsync(cancellationToken: cancellationToken);
        Assert.That(_host.Attempts, Is.EqualTo([OwnByVariable, Own, Host]));
        await using PodmanClient other = await _host.ConnectAsync(Own, cancellationToken: cancellationToken);
    }

    [Test]
    public async Task A_named_address_is_the_only_one_and_is_asked_again_when_it_refuses(CancellationToken cancellationToken)
    {
        _host.Variables["PODMAN_VARLINK_ADDRESS"] = "unix:/elsewhere";
        _host.Listen("unix:/mine", refusals: 2);
        await using PodmanClient client = await _host.ConnectAsync("unix:/mine", cancellationToken: cancellationToken);
        Assert.That(_host.Attempts, Is.EqualTo(Enumerable.Repeat("unix:/mine", 3)));
    }

    [Test]
    public async Task The_address_of_the_environment_is_the_only_one_and_is_asked_again_when_it_refuses(CancellationToken cancellationToken)
    {
        _host.Variables["PODMAN_VARLINK_ADDRESS"] = "unix:/named";
        _host.Listen("unix:/named", refusals: 1);
        await using PodmanClient client = await _host.ConnectAsync(cancellationToken: cancellationToken);
        Assert.That(_host.Attempts, Is.EqualTo(Enumerable.Repeat("unix:/named", 2)));
    }

    [Test]
    public async Task The_bridge_of_the_environment_comes_first(CancellationToken cancellationToken)
    {
        _host.Variables["PODMAN_VARLINK_ADDRESS"] = "unix:/named";
        _host.Variables["PODMAN_VARLINK_BRIDGE"] = "ssh host varlink bridge";
        _host.Listen("bridge:ssh host varlink bridge");
        await using PodmanClient client = await _host.ConnectAsync(cancellationToken: cancellationToken);
        Assert.That(_host.Attempts, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task When_nothing_answers_every_place_and_its_failure_are_told()
    {
        _host.Fail(Own, VarlinkConnectionReason.Refused, "nobody listens");
        _host.Fail(Host, VarlinkConnectionReason.PermissionDenied, "the user may not open it");
        var error = await Assert.ThrowsAsync<VarlinkConnectionException>(() => _host.ConnectAsync());
        Assert.That(error!.Attempts.Take(4), Is.EqualTo([
            new VarlinkConnectionAttempt(OwnByVariable, OwnByVariable + ": no such socket."),
            new VarlinkConnectionAttempt(Own, Own + ": nobody listens."),
            new VarlinkConnectionAttempt(Host, Host + ": the user may not open it."),
            new VarlinkConnectionAttempt(OldHost, OldHost + ": no such socket."),
        ]));
        Assert.That(error.Attempts.Skip(4).Select(static attempt => attempt.Address), Is.EqualTo([
            "unix:///xdg/podman/podman.sock", "unix:///run/user/1000/podman/podman.sock", "unix:///run/podman/podman.sock",
        ]));
        Assert.That(error.Reason, Is.EqualTo(VarlinkConnectionReason.PermissionDenied));
        Assert.That(error.MayHaveExecuted, Is.False);
        foreach (VarlinkConnectionAttempt attempt in error.Attempts)
        {
            Assert.That(error.Message, Does.Contain(attempt.Failure));
        }

        Assert.That(error.Message, Does.Contain("podman varlink").And.Contain("PODMAN_VARLINK_ADDRESS").And.Contain("XDG_RUNTIME_DIR"));
    }

    [Test]
    public async Task A_named_address_that_fails_is_told_with_where_its_name_comes_from()
    {
        _host.Variables["PODMAN_VARLINK_ADDRESS"] = "unix:/named";
        var error = await Assert.ThrowsAsync<VarlinkConnectionException>(() => _host.ConnectAsync());
        Assert.That(error!.Reason, Is.EqualTo(VarlinkConnectionReason.NotFound));
        Assert.That(error.Endpoint, Is.EqualTo("unix:/named"));
        Assert.That(error.Attempts, Is.EqualTo([new VarlinkConnectionAttempt("unix:/named", "unix:/named: no such socket.")]));
        Assert.That(error.Message, Does.Contain("no such socket").And.Contain("PODMAN_VARLINK_ADDRESS"));
    }

    [Test]
    public async Task A_variable_that_holds_no_address_is_told_by_its_name()
    {
        _host.Variables["PODMAN_VARLINK_ADDRESS"] = "/run/podman/io.podman";
        var error = await Assert.ThrowsAsync<FormatException>(() => _host.ConnectAsync());
        Assert.That(error!.Message, Does.StartWith("PODMAN_VARLINK_ADDRESS"));
    }

    [Test]
    public async Task A_variable_that_holds_an_address_of_another_kind_is_told_by_its_name()
    {
        _host.Variables["PODMAN_VARLINK_ADDRESS"] = "tcp:localhost:0";
        var error = await Assert.ThrowsAsync<NotSupportedException>(() => PodmanFinder.ConnectAsync(
            null, null, _host.Environment with { CreateConnector = PodmanEnvironment.Current.CreateConnector }, CancellationToken.None));
        Assert.That(error!.Message, Does.StartWith("PODMAN_VARLINK_ADDRESS"));
    }

    [Test]
    public async Task A_place_that_does_not_answer_in_time_is_passed_over(CancellationToken cancellationToken)
    {
        var time = new FakeTimeProvider();
        Task reached = _host.Hang(Own);
        _host.Listen(Host);
        Task<PodmanClient> connecting = _host.ConnectAsync(options: new VarlinkClientOptions { TimeProvider = time }, cancellationToken: cancellationToken);
        await reached.WaitAsync(cancellationToken);
        time.Advance(VarlinkClientOptions.DefaultConnectTimeout);
        await using PodmanClient client = await connecting;
        Assert.That(_host.Attempts[^1], Is.EqualTo(Host));
    }

    [Test]
    public async Task Cancelling_ends_the_search(CancellationToken cancellationToken)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task reached = _host.Hang(Own);
        Task<PodmanClient> connecting = _host.ConnectAsync(cancellationToken: cancellation.Token);
        await reached.WaitAsync(cancellationToken);
        await cancellation.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => connecting);
        Assert.That(_host.Attempts[^1], Is.EqualTo(Own));
    }

    [Test]
    public async Task Once_found_a_daemon_that_restarts_is_waited_for(CancellationToken cancellationToken)
    {
        _host.Listen(Host);
        await using PodmanClient client = await _host.ConnectAsync(cancellationToken: cancellationToken);
        _host.Script(Host, refusals: 3).Expects("""{"method":"io.podman.GetContainerLogs","parameters":{"name":"web"},"more":true}""")
            .Sends("""{"parameters":{"container":null}}""");
        List<IReadOnlyList<string>> batches = await client.GetContainerLogsStreamAsync("web", cancellationToken).ToListAsync(cancellationToken);
        Assert.That(batches, Has.Count.EqualTo(1));
        Assert.That(_host.Attempts.Count(static attempt => attempt == Host), Is.EqualTo(4));
    }

    [Test]
    public async Task A_place_where_nobody_answers_is_passed_over(CancellationToken cancellationToken)
    {
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _host.Script(Own).Expects(FakeHost.GetVersion).Signals(asked).ExpectsEnd();
        _host.Listen(Host);
        Task<PodmanClient> connecting = _host.ConnectAsync(options: new VarlinkClientOptions { TimeProvider = time }, cancellationToken: cancellationToken);
        await asked.Task.WaitAsync(cancellationToken);
        time.Advance(VarlinkClientOptions.DefaultConnectTimeout);
        await using PodmanClient client = await connecting;
        Assert.That(_host.Attempts[^1], Is.EqualTo(Host));
    }

    [Test]
    public async Task A_service_that_is_not_Podman_is_passed_over_and_told(CancellationToken cancellationToken)
    {
        _host.Answer(Own, """{"parameters":{"interface":"io.podman"},"error":"org.varlink.service.InterfaceNotFound"}""");
        _host.Script(Host).Expects(FakeHost.GetVersion).Sends("HTTP/1.1 400 Bad Request");
        var error = await Assert.ThrowsAsync<VarlinkConnectionException>(() => _host.ConnectAsync(cancellationToken: cancellationToken));
        Assert.That(error!.Attempts[1].Failure, Does.Contain("not Podman"));
        Assert.That(error.Attempts[2].Failure, Does.Contain("does not speak varlink"));
    }

    [Test]
    public async Task A_service_that_leaves_its_version_out_is_as_good_as_any(CancellationToken cancellationToken)
    {
        _host.Answer(Host, """{"parameters":{"method":"GetVersion"},"error":"org.varlink.service.MethodNotImplemented"}""");
        await using PodmanClient client = await _host.ConnectAsync(cancellationToken: cancellationToken);
    }
}
