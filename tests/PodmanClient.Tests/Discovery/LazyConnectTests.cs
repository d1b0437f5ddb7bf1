using Varlink;

namespace Podman.Tests.Discovery;

/// <summary>Clients that look for Podman when they are first used.</summary>
[CancelAfter(20_000)]
public class LazyConnectTests
{
    private const string Address = "unix:/run/podman/io.podman";
    private const string Ping = """{"method":"io.podman.Ping"}""";
    private const string Pong = """{"parameters":{"ping":{"message":"OK"}}}""";

    private FakeHost _host = null!;

    [SetUp]
    public void SetUp() => _host = new FakeHost { UserId = null };

    [TearDown]
    public async Task TearDown() => await _host.DisposeAsync();

    [Test]
    public async Task Nothing_is_looked_for_before_the_first_call(CancellationToken token)
    {
        _host.Answer(Address, """{"parameters":{"version":{"version":"0.9.1"}}}""").Expects(Ping).Sends(Pong);
        await using PodmanClient client = Create();
        Assert.That(_host.Attempts, Is.Empty);
        Assert.That((await client.PingAsync(token)).Message, Is.EqualTo("OK"));
        Assert.That(_host.Attempts, Is.EqualTo([Address]));
    }

    [Test]
    public async Task A_stream_looks_for_Podman_when_it_is_read(CancellationToken token)
    {
        await using PodmanClient client = Create();
        IAsyncEnumerable<IReadOnlyList<string>> stream = client.GetContainerLogsStreamAsync("web", token);
        Assert.That(_host.Attempts, Is.Empty);
        await using IAsyncEnumerator<IReadOnlyList<string>> reader = stream.GetAsyncEnumerator(token);
        await Assert.ThrowsAsync<VarlinkConnectionException>(() => reader.MoveNextAsync().AsTask());
        Assert.That(_host.Attempts, Does.Contain(Address));
    }

    [Test]
    public async Task A_search_that_failed_is_repeated_by_the_next_call(CancellationToken token)
    {
        await using PodmanClient client = Create();
        var error = await Assert.ThrowsAsync<VarlinkConnectionException>(() => client.PingAsync(token));
        Assert.That(error!.Message, Does.Contain("none of the places"));
        _host.Answer(Address, """{"parameters":{"version":{"version":"0.9.1"}}}""").Expects(Ping).Sends(Pong);
        Assert.That((await client.PingAsync(token)).Message, Is.EqualTo("OK"));
    }

    [Test]
    public async Task Callers_at_the_same_time_share_a_search_and_one_may_leave(CancellationToken token)
    {
        Task reached = _host.Hang(Address);
        await using PodmanClient client = Create();
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(token);
        Task first = client.PingAsync(leave.Token);
        Task second = client.PingAsync(token);
        await reached;
        await leave.CancelAsync();
        await Assert.ThrowsAsync(Is.InstanceOf<OperationCanceledException>(), () => first);
        Assert.That(second.IsCompleted, Is.False);
        Assert.That(_host.Attempts, Is.EqualTo([Address]));
    }

    [Test]
    public async Task Callers_that_share_a_search_are_each_told_of_their_own_call_that_it_failed(CancellationToken token)
    {
        (Task reached, TaskCompletionSource fail) = _host.FailLater(Address);
        await using PodmanClient client = Create();
        Task[] calls = [client.PingAsync(token), client.ListImagesAsync(token), client.GetContainerLogsStreamAsync("web", token).ToListAsync(token).AsTask()];
        await reached.WaitAsync(token);
        fail.SetResult();

        var errors = new List<VarlinkConnectionException>();
        foreach (Task call in calls)
        {
            errors.Add((await Assert.ThrowsAsync<VarlinkConnectionException>(() => call))!);
        }

        Assert.That(errors.Select(error => error.Method), Is.EqualTo(["io.podman.Ping", "io.podman.ListImages", "io.podman.GetContainerLogs"]));
        Assert.That(errors.Select(error => error.Message).Distinct().Single(), Does.Contain("none of the places"));
        Assert.That(errors.Select(error => error.InnerException).Distinct(), Has.One.Items);
        Assert.That(_host.Attempts.Count(address => address == Address), Is.EqualTo(1));
    }

    [Test]
    public async Task A_search_that_nobody_waits_for_is_given_up(CancellationToken token)
    {
        Task reached = _host.Hang(Address);
        await using PodmanClient client = Create();
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(token);
        Task call = client.PingAsync(leave.Token);
        await reached;
        await leave.CancelAsync();
        await Assert.ThrowsAsync(Is.InstanceOf<OperationCanceledException>(), () => call);
        _host.Answer(Address, """{"parameters":{"version":{"version":"0.9.1"}}}""").Expects(Ping).Sends(Pong);
        Assert.That((await client.PingAsync(token)).Message, Is.EqualTo("OK"));
    }

    [Test]
    public async Task Disposing_ends_the_search_and_those_who_wait_for_it(CancellationToken token)
    {
        Task reached = _host.Hang(Address);
        PodmanClient client = Create();
        Task call = client.PingAsync(token);
        await reached;
        await client.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => call);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.PingAsync(token));
        await client.DisposeAsync();
    }

    [Test]
    public async Task A_client_may_be_disposed_of_without_waiting()
    {
        PodmanClient client = Create();
        ((IDisposable)client).Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.PingAsync());
    }

    [TestCase("podman.sock", typeof(FormatException))]
    [TestCase("unix://", typeof(FormatException))]
    [TestCase("ssh://host/run/podman.sock", typeof(NotSupportedException))]
    [TestCase("tcp:localhost:0", typeof(NotSupportedException))]
    public void An_address_that_is_none_is_found_out_at_once(string address, Type exception)
    {
        Assert.Throws(exception, () => PodmanClient.Create(address));
        Assert.Throws(exception, new PodmanClientOptions { Address = address }.Validate);
    }

    [TestCase("/run/podman/podman.sock", "Write unix:///run/podman/podman.sock for the REST service of today's Podman")]
    [TestCase("http://localhost:8080", "Those of Podman's REST service look like unix:///path or tcp://host:port.")]
    [TestCase("podman.sock", "Those of Podman's REST service look like unix:///path or tcp://host:port.")]
    public void What_is_no_address_is_told_with_the_forms_of_both_protocols(string address, string advice)
    {
        var error = Assert.Throws<FormatException>(() => PodmanClient.Create(address));
        Assert.That(error!.Message, Does.StartWith($"'{address}' is ").And.Contain(advice).And.Contain("unix:/"));
    }

    [Test]
    public void An_address_that_can_only_be_one_of_varlink_is_told_without_those_of_REST()
    {
        var error = Assert.Throws<FormatException>(() => PodmanClient.Create("tcp:localhost"));
        Assert.That(error!.Message, Does.EndWith("Write tcp:host:port."));
    }

    [Test]
    public void Options_without_those_of_the_client_are_refused() =>
        Assert.Throws<ArgumentNullException>(() => new PodmanClientOptions { Client = null! });

    [Test]
    public void An_option_out_of_range_is_found_out_at_once()
    {
        var options = new PodmanClientOptions { Client = new VarlinkClientOptions { ConnectTimeout = TimeSpan.Zero } };
        Assert.Throws<ArgumentOutOfRangeException>(() => PodmanClient.Create(options: options));
        Assert.Throws<ArgumentOutOfRangeException>(options.Validate);
    }

    private PodmanClient Create() => PodmanClient.Create(null, options: null, _host.Environment);
}
