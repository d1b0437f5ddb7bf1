using OwnInterface;
using static Varlink.Tool.Tests.CapturedConsole;

namespace Varlink.Tool.Tests;

[CancelAfter(30_000)]
public class ServiceCommandTests
{
    private KettleService _kettle = null!;

    [SetUp]
    public async Task SetUp() => _kettle = await KettleService.StartAsync();

    [TearDown]
    public async Task TearDown() => await _kettle.DisposeAsync();

    [Test]
    public async Task Info_prints_who_the_service_is()
    {
        Assert.That(await RunAsync("info", _kettle.Address), Is.EqualTo((0, """
            Vendor:   Example
            Product:  Kettle
            Version:  1.0
            URL:      https://example.org/kettle
            Interfaces:
              org.varlink.service
              org.example.kettle

            """, "")));
    }

    [Test]
    public async Task List_interfaces_prints_one_a_line() => Assert.That(
        await RunAsync("list-interfaces", _kettle.Address), Is.EqualTo((0, "org.varlink.service\norg.example.kettle\n", "")));

    [Test]
    public async Task Help_prints_the_description_as_it_is() => Assert.That(
        await RunAsync("help", $"{_kettle.Address}/org.example.kettle"), Is.EqualTo((0, KettleInterface.Description, "")));

    [Test]
    public async Task Help_is_coloured_on_a_terminal_and_loses_nothing()
    {
        CapturedConsole console = new() { HasColours = true, IsTerminal = true };

        (int status, string text, _) = await console.RunToolAsync(["help", $"{_kettle.Address}/org.example.kettle"]);

        Assert.That(status, Is.Zero);
        Assert.That(text, Does.Contain("\u001b[90m# An electric kettle.\u001b[0m\n\u001b[34minterface\u001b[0m \u001b[1morg.example.kettle\u001b[0m\n"));
        Assert.That(text, Does.Contain("level: \u001b[36mfloat\u001b[0m, \u001b[90m# Litres of water in it.\u001b[0m"));
        Assert.That(System.Text.RegularExpressions.Regex.Replace(text, "\u001b\\[[0-9]+m", ""), Is.EqualTo(KettleInterface.Description));
    }

    [Test]
    public async Task An_interface_that_is_not_there_is_an_error_reply()
    {
        (int status, string text, string error) = await RunAsync("help", $"{_kettle.Address}/org.example.teapot");

        Assert.That((status, text), Is.EqualTo((1, "")));
        Assert.That(error, Does.StartWith("org.varlink.service.InterfaceNotFound\n").And.Contain("org.example.teapot"));
    }

    [Test]
    public async Task A_service_that_is_not_there_is_status_2()
    {
        (int status, string text, string error) = await RunAsync("info", $"unix:{_kettle.File("nobody")}");

        Assert.That((status, text), Is.EqualTo((2, "")));
        Assert.That(error, Does.Contain(_kettle.File("nobody")));
        Assert.That(error.TrimEnd('\n'), Does.Not.Contain("\n"), "one readable line");
    }

    [TestCase("info")]
    [TestCase("info", "nonsense")]
    [TestCase("info", "unix:/a", "--bridge", "b")]
    [TestCase("info", "--bridge", "'unclosed")]
    [TestCase("help", "unix:")]
    [TestCase("help", "org.example.kettle")]
    [TestCase("help", "unix:/a/org.example.kettle", "--bridge", "b")]
    [TestCase("info", "unix:/a", "more")]
    [TestCase("boil")]
    [TestCase("help")]
    public async Task Wrong_usage_is_status_64_and_does_nothing(params string[] arguments)
    {
        (int status, string text, string error) = await RunAsync(arguments);

        Assert.That((status, text), Is.EqualTo((64, "")));
        Assert.That(error, Is.Not.Empty);
    }

    [Test]
    public async Task Every_command_has_examples_and_says_its_exit_statuses()
    {
        foreach (var command in CommandLineTool.CreateRoot(new CapturedConsole()).Subcommands)
        {
            (int status, string text, string error) = await RunAsync(command.Name, "--help");

            Assert.That((status, error), Is.EqualTo((0, "")), command.Name);
            Assert.That(text, Does.Contain($"Examples:\n  varlink {command.Name}").And.Contain("64   wrong usage"), command.Name);
        }
    }
}
