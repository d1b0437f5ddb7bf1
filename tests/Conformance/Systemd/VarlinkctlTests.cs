using System.Text.Json;
using OwnInterface;
using Varlink.TestKit;

namespace Varlink.Conformance.Systemd;

/// <summary>systemd's varlinkctl calls a server of ours.</summary>
public class VarlinkctlTests
{
    private TemporaryFolder _folder = null!;
    private VarlinkServer _server = null!;
    private string _socket = null!;

    [SetUp]
    public async Task Serve_a_kettle()
    {
        SystemdTree.SkipUnlessFetched();
        _folder = new TemporaryFolder();
        _socket = _folder["kettle"];
        _server = new VarlinkServer(
            new VarlinkServerOptions { Vendor = "Example", Product = "Kettle", Version = "1.0", Url = "https://example.org" },
            new Kettle(timePerStep: TimeSpan.Zero));
        await _server.ListenAsync($"unix:{_socket}");
    }

    [TearDown]
    public async Task Tidy_up()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _folder?.Dispose();
    }

    [Test, CancelAfter(60_000)]
    public async Task It_shows_what_the_service_is(CancellationToken cancellationToken)
    {
        string output = await SucceedAsync(cancellationToken, "--json=short", "info", _socket);

        JsonElement info = JsonElement.Parse(output);
        Assert.That(info.GetProperty("vendor").GetString(), Is.EqualTo("Example"));
        Assert.That(info.GetProperty("product").GetString(), Is.EqualTo("Kettle"));
        Assert.That(info.GetProperty("interfaces").EnumerateArray().Select(each => each.GetString()),
            Is.EquivalentTo(["org.example.kettle", "org.varlink.service"]));
    }

    [Test, CancelAfter(60_000)]
    public async Task It_lists_the_interfaces(CancellationToken cancellationToken)
    {
        string output = await SucceedAsync(cancellationToken, "list-interfaces", _socket);

        Assert.That(Lines(output), Is.EquivalentTo(["org.example.kettle", "org.varlink.service"]));
    }

    /// <summary>It parses the description, and prints it in its own way; where it cannot, it says so and fails.</summary>
    [TestCase("org.example.kettle", "method Heat(")]
    [TestCase("org.varlink.service", "method GetInfo()")]
    [CancelAfter(60_000)]
    public async Task It_understands_the_description(string name, string method, CancellationToken cancellationToken)
    {
        (int status, string output, string errors) = await RunAsync(cancellationToken, "introspect", _socket, name);

        Assert.That(status, Is.Zero, errors);
        Assert.That(errors, Is.Empty);
        Assert.That(output, Does.Contain($"interface {name}").And.Contain(method));
    }

    [Test, CancelAfter(60_000)]
    public async Task It_calls_a_method(CancellationToken cancellationToken)
    {
        string output = await SucceedAsync(cancellationToken, "--json=short", "call", _socket, "org.example.kettle.Fill", """{"litres":1.5}""");

        Assert.That(JsonElement.Parse(output).GetProperty("level").GetDouble(), Is.EqualTo(1.5));
    }

    [Test, CancelAfter(60_000)]
    public async Task It_reads_a_stream_to_its_end(CancellationToken cancellationToken)
    {
        await SucceedAsync(cancellationToken, "call", _socket, "org.example.kettle.Fill", """{"litres":1}""");

        string output = await SucceedAsync(
            cancellationToken, "--json=short", "call", "--more", _socket, "org.example.kettle.Heat", """{"target":90}""");

        Assert.That(Lines(output).Select(line => JsonElement.Parse(line).GetProperty("temperature").GetInt64()), Is.EqualTo([40L, 60, 80, 90]));
    }

    [TestCase("org.example.kettle.Heat", """{"target":90}""", "--more", "org.example.kettle.NotEnoughWater")]
    [TestCase("org.example.kettle.Heat", """{"target":90}""", null, "org.varlink.service.ExpectedMore")]
    [TestCase("org.example.kettle.Fill", """{"litres":"much"}""", null, "org.varlink.service.InvalidParameter")]
    [TestCase("org.example.kettle.Boil", "{}", null, "org.varlink.service.MethodNotFound")]
    [TestCase("org.example.toaster.Toast", "{}", null, "org.varlink.service.InterfaceNotFound")]
    [CancelAfter(60_000)]
    public async Task It_is_told_of_errors(string method, string parameters, string? flag, string error, CancellationToken cancellationToken)
    {
        string[] flags = flag is null ? [] : [flag];

        (int status, _, string errors) = await RunAsync(cancellationToken, ["call", .. flags, _socket, method, parameters]);

        Assert.That(status, Is.Not.Zero);
        Assert.That(errors, Does.Contain(error));
    }

    /// <summary>Before each reply of a stream it prints a record separator, as RFC 7464 wants.</summary>
    private static string[] Lines(string output) => output.Split(['\n', '\u001e'], StringSplitOptions.RemoveEmptyEntries);

    private static async Task<string> SucceedAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        (int status, string output, string errors) = await RunAsync(cancellationToken, arguments);
        Assert.That(status, Is.Zero, errors);
        return output;
    }

    private static Task<(int Status, string Output, string Errors)> RunAsync(CancellationToken cancellationToken, params string[] arguments) =>
        SystemdTree.RunAsync("varlinkctl", arguments, cancellationToken);
}
