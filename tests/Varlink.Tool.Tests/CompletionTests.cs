using System.Diagnostics;
using Varlink.TestKit;
using static Varlink.Tool.Tests.CapturedConsole;

namespace Varlink.Tool.Tests;

/// <summary>What shells are told, and that bash makes something of it.</summary>
[CancelAfter(60_000)]
public class CompletionTests
{
    private KettleService _kettle = null!;

    [SetUp]
    public async Task SetUp() => _kettle = await KettleService.StartAsync();

    [TearDown]
    public async Task TearDown() => await _kettle.DisposeAsync();

    [TestCase("", "bridge", "call", "completion", "diff", "format", "generate", "help", "info", "list-interfaces", "validate")]
    [TestCase("li", "list-interfaces")]
    [TestCase("call -", "--bridge", "--help", "--json", "--more", "--oneway", "--timeout")]
    [TestCase("call --json --", "--bridge", "--help", "--more", "--oneway", "--timeout")]
    [TestCase("call --timeout ")]
    [TestCase("completion ", "bash", "fish", "pwsh", "zsh")]
    [TestCase("generate --generate ", "Both", "Client", "Server")]
    [TestCase("validate ")]
    [TestCase("call ", "exec:/", "tcp:", "unix:/")]
    [TestCase("call u", "unix:/")]
    [TestCase("call unix:/nowhere/at.all/org.")]
    [TestCase("call exec:/bin/true/org.")]
    [TestCase("call --bridge 'ssh host' ")]
    public async Task A_line_goes_on_with(string line, params string[] expected) =>
        Assert.That(await SuggestAsync(line), Is.EqualTo(expected));

    [Test]
    public async Task An_address_goes_on_with_sockets_and_not_with_files()
    {
        await File.WriteAllTextAsync(_kettle.File("kettle.txt"), "no socket");

        Assert.That(await SuggestAsync($"info {_kettle.Address[..^1]}"), Is.EqualTo([_kettle.Address]));
    }

    [Test]
    public async Task A_service_is_asked_for_its_interfaces() => Assert.That(
        await SuggestAsync($"help {_kettle.Address}/"), Is.EqualTo([$"{_kettle.Address}/org.example.kettle", $"{_kettle.Address}/org.varlink.service"]));

    [Test]
    public async Task A_service_is_asked_for_its_methods()
    {
        Assert.That(await SuggestAsync($"call --json {_kettle.Address}/org.e"), Is.EqualTo([$"{_kettle.Address}/org.example.kettle."]));
        Assert.That(await SuggestAsync($"call {_kettle.Address}/org.example.kettle.F"), Is.EqualTo([_kettle.Method("Fill")]));
        Assert.That(await SuggestAsync($"call {_kettle.Method("Fill")} "), Is.Empty);
    }

    [Test]
    public async Task A_service_that_hangs_up_has_no_names()
    {
        await using BreakingService service = await BreakingService.StartAsync();

        Assert.That(await SuggestAsync($"call {service.Address}/org."), Is.Empty);
    }

    [Test]
    public async Task The_position_cuts_the_line() =>
        Assert.That(await RunAsync("[suggest:2]", "in --x"), Is.EqualTo((0, "info\n", "")));

    [TestCase("bash", "complete -o default -F _varlink varlink")]
    [TestCase("zsh", "compdef _varlink varlink")]
    [TestCase("fish", "complete -c varlink")]
    [TestCase("pwsh", "Register-ArgumentCompleter -Native -CommandName varlink")]
    public async Task There_is_a_script_for(string shell, string expected)
    {
        (int status, string script, string error) = await RunAsync("completion", shell);

        Assert.That((status, error), Is.EqualTo((0, "")));
        Assert.That(script, Does.Contain(expected).And.Contain($"varlink completion {shell}"));
    }

    /// <summary>A bash that thinks somebody types: Tab is a key, and what was completed is run.</summary>
    [Test]
    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    [Platform(Include = "Linux", Reason = "It needs the program 'script', which gives bash a terminal.")]
    public async Task Bash_completes_what_is_typed(CancellationToken cancellationToken)
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["varlink"], $"#!/bin/sh\nexec dotnet '{typeof(CommandLineTool).Assembly.Location}' \"$@\"\n", cancellationToken);
        File.SetUnixFileMode(folder["varlink"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await File.WriteAllTextAsync(folder["only.varlink"], "interface org.example.only\nmethod M(a: b) -> ()\n", cancellationToken);

        ProcessStartInfo start = new("script", ["-q", "-e", "-c", "bash --norc --noprofile -i", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder.Path,
        };
        start.Environment["PATH"] = $"{folder.Path}:{start.Environment["PATH"]}";
        start.Environment["TERM"] = "dumb";
        using Process bash = Process.Start(start)!;
        await bash.StandardInput.WriteAsync($"""
            source <(varlink completion bash); bind 'set enable-bracketed-paste off'
            varlink list-i{'\t'}{_kettle.Address[..^2]}{'\t'}
            varlink call --js{'\t'}{_kettle.Address}/org.e{'\t'}GetS{'\t'}
            varlink validate on{'\t'}
            exit

            """.ReplaceLineEndings("\n"));
        string shown = (await bash.StandardOutput.ReadToEndAsync(cancellationToken)).Replace("\r", "", StringComparison.Ordinal);
        await bash.WaitForExitAsync(cancellationToken);

        Assert.That(shown, Does.Contain("\norg.varlink.service\norg.example.kettle\n"), "a command and an address were completed");
        Assert.That(shown, Does.Contain("\n{\"status\":{\"state\":\"off\","), "an option, an interface and a method");
        Assert.That(shown, Does.Contain("\nonly.varlink(2,13): error VARLINK027"), "a file");
    }

    private static async Task<string[]> SuggestAsync(string line)
    {
        (int status, string text, string error) = await RunAsync("[suggest]", line);
        Assert.That((status, error), Is.EqualTo((0, "")));
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
