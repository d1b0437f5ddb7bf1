using Podman.Libpod;
using Podman.Tests.Libpod.Server;
using Varlink;

namespace Podman.Tests.Discovery;

/// <summary>Finding today's Podman, by what Podman itself goes by.</summary>
[CancelAfter(20_000)]
public class RestDiscoveryTests
{
    private const string Version = """{"Components":[{"Name":"Podman Engine","Version":"4.3.1","Details":{"Os":"linux","Arch":"amd64"}}]}""";
    private const string OwnByVariable = "unix:///xdg/podman/podman.sock";
    private const string Own = "unix:///run/user/1000/podman/podman.sock";
    private const string Host = "unix:///run/podman/podman.sock";

    private FakeHost _host = null!;
    private RestServer _server = null!;

    [SetUp]
    public void SetUp()
    {
        _host = new FakeHost { Variables = { ["XDG_RUNTIME_DIR"] = "/xdg", ["HOME"] = "/home/me" } };
        _server = new RestServer().On("GET version", Version).On("GET _ping", "OK");
    }

    [TearDown]
    public async Task TearDown()
    {
        await _host.DisposeAsync();
        await _server.DisposeAsync();
    }

    [TestCase(OwnByVariable, 1)]
    [TestCase(Own, 2)]
    [TestCase(Host, 3)]
    public async Task Where_no_varlink_answers_the_first_REST_service_is_used(string address, int attempts, CancellationToken cancellationToken)
    {
        await ConnectsToAsync(address, cancellationToken);
        Assert.That(_host.RestAttempts, Is.EqualTo(new[] { OwnByVariable, Own, Host }.Take(attempts)));
        Assert.That(_host.Attempts, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task A_daemon_that_speaks_varlink_comes_first(CancellationToken cancellationToken)
    {
        _host.Listen("unix:/run/podman/io.podman");
        _host.RestServices[OwnByVariable] = _server.Address;
        await using PodmanClient client = await _host.ConnectAsync(cancellationToken: cancellationToken);
        Assert.That(_host.RestAttempts, Is.Empty);
    }

    [Test]
    public async Task CONTAINER_HOST_is_the_only_one(CancellationToken cancellationToken)
    {
        _host.Variables["CONTAINER_HOST"] = "unix:///elsewhere.sock";
        await ConnectsToAsync("unix:///elsewhere.sock", cancellationToken);
        Assert.That(_host.RestAttempts, Is.EqualTo(["unix:///elsewhere.sock"]));
        Assert.That(_host.Attempts, Is.Empty);
    }

    [Test]
    public async Task CONTAINER_CONNECTION_comes_before_CONTAINER_HOST(CancellationToken cancellationToken)
    {
        _host.Variables["CONTAINER_HOST"] = "unix:///elsewhere.sock";
        _host.Variables["CONTAINER_CONNECTION"] = "work";
        _host.Files["/home/me/.config/containers/podman-connections.json"] =
            """{"Connection":{"Default":"home","Connections":{"home":{"URI":"unix:///home.sock"},"work":{"URI":"unix:///work.sock"}}}}""";
        await ConnectsToAsync("unix:///work.sock", cancellationToken);
    }

    [Test]
    public async Task The_default_connection_comes_before_the_sockets_of_the_host(CancellationToken cancellationToken)
    {
        _host.RestServices[OwnByVariable] = _server.Address;
        _host.Files["/home/me/.config/containers/podman-connections.json"] =
            """{"Connection":{"Default":"home","Connections":{"home":{"URI":"unix:///home.sock"}}}}""";
        await ConnectsToAsync("unix:///home.sock", cancellationToken);
    }

    [Test]
    public async Task A_default_connection_that_does_not_answer_is_not_replaced_by_another_Podman(CancellationToken cancellationToken)
    {
        _host.RestServices[Host] = _server.Address;
        _host.Files["/home/me/.config/containers/podman-connections.json"] =
            """{"Connection":{"Default":"home","Connections":{"home":{"URI":"unix:///home.sock"}}}}""";
        var error = await Assert.ThrowsAsync<VarlinkConnectionException>(() => _host.ConnectAsync(cancellationToken: cancellationToken));
        Assert.That(error!.Attempts.Select(static attempt => attempt.Address), Does.Not.Contain(Host));
        Assert.That(error.Message, Does.Contain("connection 'home' of /home/me/.config/containers/podman-connections.json"));
    }

    [Test]
    public async Task The_active_service_of_containers_conf_is_found_and_the_stronger_file_counts(CancellationToken cancellationToken)
    {
        _host.Files["/etc/containers/containers.conf"] = """
            [engine]
            active_service = "one"
            [engine.service_destinations.one]
            uri = "unix:///etc-one.sock"
            [engine.service_destinations."two"]
            uri = 'unix:///etc-two.sock'
            """;
        _host.Files["/home/me/.config/containers/containers.conf"] = "[engine]\nactive_service = \"two\" # mine\n";
        await ConnectsToAsync("unix:///etc-two.sock", cancellationToken);
    }

    /// <summary>Each file says where "work" is, and the later ones win; what is no piece of a configuration says something, too.</summary>
    [TestCase("unix:///1", "/usr/share/containers/containers.conf")]
    [TestCase("unix:///2", "/etc/containers/containers.conf")]
    [TestCase("unix:///4", "/etc/containers/containers.conf.d/20-b.conf")]
    [TestCase("unix:///5", "/home/me/.config/containers/containers.conf")]
    [TestCase("unix:///6", "/home/me/.config/containers/containers.conf.d/a.conf")]
    [TestCase("unix:///8", "/home/me/.config/containers/podman-connections.json")]
    public async Task The_files_of_Podman_are_read_in_its_order(string expected, string strongest)
    {
        (string Path, string Address)[] files =
        [
            ("/usr/share/containers/containers.conf", "unix:///1"),
            ("/etc/containers/containers.conf", "unix:///2"),
            ("/etc/containers/containers.conf.d/10-a.conf", "unix:///3"),
            ("/etc/containers/containers.conf.d/20-b.conf", "unix:///4"),
            ("/home/me/.config/containers/containers.conf", "unix:///5"),
            ("/home/me/.config/containers/containers.conf.d/a.conf", "unix:///6"),
        ];
        _host.Files["/home/me/.config/containers/containers.conf.d/z.conf.bak"] = Destination("unix:///no-piece");
        _host.Files["/etc/containers/containers.conf.d/below/z.conf"] = Destination("unix:///below");
        _host.Files["/usr/share/containers/containers.conf.d/z.conf"] = Destination("unix:///not-read");
        foreach ((string path, string address) in files)
        {
            _host.Files[path] = Destination(address);
            if (path == strongest)
            {
                break;
            }
        }

        if (strongest.EndsWith(".json", StringComparison.Ordinal))
        {
            _host.Files[strongest] = """{"Connection":{"Connections":{"work":{"URI":"unix:///8"}}}}""";
        }

        _host.Variables["CONTAINER_CONNECTION"] = "work";
        var error = await Assert.ThrowsAsync<VarlinkConnectionException>(() => _host.ConnectAsync(options: new() { ConnectRetryPeriod = TimeSpan.Zero }));
        Assert.That(error!.Endpoint, Is.EqualTo(expected));
        Assert.That(error.Message, Does.Contain($"CONTAINER_CONNECTION: connection 'work' of {strongest}"));
    }

    [TestCase("CONTAINERS_CONF", "unix:///only")]
    [TestCase("CONTAINERS_CONF_OVERRIDE", "unix:///only")]
    public async Task Files_that_the_environment_names_count_more(string variable, string expected)
    {
        _host.Files["/home/me/.config/containers/containers.conf"] = Destination("unix:///5");
        _host.Files["/home/me/.config/containers/containers.conf.d/a.conf"] = Destination("unix:///6");
        _host.Files["/named.conf"] = Destination("unix:///only");
        _host.Files["/named.conf.d/a.conf"] = Destination("unix:///not-read");
        _host.Variables[variable] = "/named.conf";
        _host.Variables["CONTAINER_CONNECTION"] = "work";
        var error = await Assert.ThrowsAsync<VarlinkConnectionException>(() => _host.ConnectAsync(options: new() { ConnectRetryPeriod = TimeSpan.Zero }));
        Assert.That(error!.Endpoint, Is.EqualTo(expected));
    }

    [Test]
    public async Task A_stronger_file_may_say_that_no_service_is_active(CancellationToken cancellationToken)
    {
        _host.Files["/etc/containers/containers.conf"] = "[engine]\nactive_service = \"work\"\n" + Destination("unix:///etc.sock");
        _host.Files["/etc/containers/containers.conf.d/none.conf"] = "[engine]\nactive_service = \"\"\n";
        await ConnectsToAsync(OwnByVariable, cancellationToken);
    }

    [Test]
    public async Task A_connection_that_there_is_not_is_told_with_those_that_there_are()
    {
        _host.Variables["CONTAINER_CONNECTION"] = "wrok";
        _host.Files["/home/me/.config/containers/podman-connections.json"] = """{"Connection":{"Connections":{"work":{"URI":"unix:///work.sock"}}}}""";
        var error = await Assert.ThrowsAsync<FormatException>(() => _host.ConnectAsync());
        Assert.That(error!.Message, Is.EqualTo(
            "CONTAINER_CONNECTION names the connection 'wrok', which there is not: known are work (read were /home/me/.config/containers/podman-connections.json)."));
    }

    [Test]
    public async Task A_file_with_connections_that_is_no_JSON_is_told_by_its_path()
    {
        _host.Variables["CONTAINER_CONNECTION"] = "work";
        _host.Files["/home/me/.config/containers/podman-connections.json"] = "{";
        var error = await Assert.ThrowsAsync<FormatException>(() => _host.ConnectAsync());
        Assert.That(error!.Message, Does.StartWith("/home/me/.config/containers/podman-connections.json"));
    }

    [Test]
    public async Task An_address_through_ssh_is_refused_with_the_command_that_helps()
    {
        _host.Variables["CONTAINER_HOST"] = "ssh://core@example.org:2222/run/user/501/podman/podman.sock";
        var error = await Assert.ThrowsAsync<NotSupportedException>(() => _host.ConnectAsync());
        Assert.That(error!.Message, Does.StartWith("CONTAINER_HOST")
            .And.Contain("ssh -N -L /tmp/podman.sock:/run/user/501/podman/podman.sock -p 2222 core@example.org")
            .And.Contain("unix:///tmp/podman.sock"));
    }

    [Test]
    public async Task CONTAINER_HOST_means_REST_however_it_is_written(CancellationToken cancellationToken)
    {
        _host.Variables["CONTAINER_HOST"] = "unix:" + _server.Path;
        await using PodmanClient client = await _host.ConnectAsync(cancellationToken: cancellationToken);
        Assert.That((await client.PingAsync(cancellationToken)).Message, Is.EqualTo("OK"));
    }

    [TestCase("unix://")]
    [TestCase("http://host:1")]
    [TestCase("tcp://host")]
    [TestCase("npipe:relative")]
    public async Task An_address_that_is_none_is_told_with_its_origin(string address)
    {
        _host.Variables["CONTAINER_HOST"] = address;
        var error = await Assert.ThrowsAsync<FormatException>(() => _host.ConnectAsync());
        Assert.That(error!.Message, Does.StartWith("CONTAINER_HOST").And.Contain("unix:///path"));
    }

    [Test]
    public async Task Something_else_that_answers_there_is_told(CancellationToken cancellationToken)
    {
        _server.On("GET version", (_, reply) => reply.SendAsync(404, """{"message":"page not found"}"""));
        _host.RestServices["unix:///docker.sock"] = _server.Address;
        var error = await Assert.ThrowsAsync<VarlinkConnectionException>(() =>
            _host.ConnectAsync("unix:///docker.sock", cancellationToken: cancellationToken));
        Assert.That(error!.Message, Does.Contain("answers, but not as Podman does"));
    }

    [TestCase("unix:///nowhere.sock")]
    [TestCase("unix:/nowhere.sock")]
    [TestCase(null)]
    public async Task An_option_out_of_range_is_found_out_wherever_Podman_is(string? address)
    {
        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => _host.ConnectAsync(address, new VarlinkClientOptions { CallTimeout = TimeSpan.Zero }));
        Assert.That(error!.ParamName, Is.EqualTo(nameof(VarlinkClientOptions.CallTimeout)));
        Assert.That(_host.RestAttempts, Is.Empty);
    }

    [Test]
    public async Task What_was_chosen_and_why_is_logged(CancellationToken cancellationToken)
    {
        _host.RestServices[Own] = _server.Address;
        var logs = new RecordedLogs();
        await using PodmanClient client = await _host.ConnectAsync(options: new VarlinkClientOptions { LoggerFactory = logs }, cancellationToken: cancellationToken);
        Assert.That(logs.Lines, Does.Contain($"Information: Podman answers at {Own} (the user's own), over the REST API of version 4.3.1."));
        Assert.That(logs.Lines, Has.Some.StartsWith("Debug: No Podman at unix:/xdg/podman/io.podman (XDG_RUNTIME_DIR):"));
    }

    [Test]
    public async Task The_client_ends_the_engine(CancellationToken cancellationToken)
    {
        _host.RestServices[Host] = _server.Address;
        LibpodEngine? engine = null;
        PodmanClient client = await Podman.Discovery.PodmanFinder.ConnectAsync(
            Host, null, _host.Environment with { CreateEngine = options => engine = _host.Environment.CreateEngine(options) }, cancellationToken);
        await client.PingAsync(cancellationToken);
        await client.DisposeAsync();
        await using PodmanClient late = engine!.CreateClient(new VarlinkClientOptions { ConnectRetryPeriod = TimeSpan.Zero });
        await Assert.ThrowsAsync<VarlinkConnectionException>(() => late.PingAsync(cancellationToken));
    }

    [Test]
    public async Task A_named_pipe_is_connected_to(CancellationToken cancellationToken)
    {
        string name = "podman-" + Guid.NewGuid().ToString("N");
        await using var pipe = new System.IO.Pipes.NamedPipeServerStream(
            name, System.IO.Pipes.PipeDirection.InOut, 1, System.IO.Pipes.PipeTransmissionMode.Byte, System.IO.Pipes.PipeOptions.Asynchronous);
        await using var engine = new LibpodEngine(new LibpodEngineOptions { Address = $"npipe:////./pipe/{name}" });
        await using PodmanClient client = engine.CreateClient();
        Task<StringResponse> ping = client.PingAsync(cancellationToken);
        await pipe.WaitForConnectionAsync(cancellationToken);
        byte[] request = new byte[4096];
        int length = await pipe.ReadAsync(request, cancellationToken);
        Assert.That(System.Text.Encoding.ASCII.GetString(request, 0, length), Does.StartWith("GET /v4.0.0/libpod/_ping HTTP/1.1\r\n"));
        await pipe.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK"u8.ToArray(), cancellationToken);
        Assert.That((await ping).Message, Is.EqualTo("OK"));
    }

    private static string Destination(string address) => $"[engine.service_destinations.work]\nuri = \"{address}\"\n";

    private async Task ConnectsToAsync(string address, CancellationToken cancellationToken)
    {
        _host.RestServices[address] = _server.Address;
        await using PodmanClient client = await _host.ConnectAsync(cancellationToken: cancellationToken);
        Assert.That(_host.RestAttempts[^1], Is.EqualTo(address));
        Assert.That((await client.PingAsync(cancellationToken)).Message, Is.EqualTo("OK"));
    }
}
