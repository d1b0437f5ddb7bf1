using System.Diagnostics;
using static Varlink.Tool.Tests.CapturedConsole;

namespace Varlink.Tool.Tests;

/// <summary>The program as a process, as shells and scripts meet it.</summary>
[CancelAfter(60_000)]
public class ProcessTests
{
    private static readonly string Program = typeof(CommandLineTool).Assembly.Location;

    [Test]
    public async Task It_calls_and_ends_with_a_status(CancellationToken cancellationToken)
    {
        await using KettleService kettle = await KettleService.StartAsync();

        using Process process = Start("call", "--more", kettle.Method("Heat"), """{"target":50}""");
        string text = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        string error = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);

        Assert.That((process.ExitCode, text), Is.EqualTo((1, "")));
        Assert.That(error, Does.StartWith("org.example.kettle.NotEnoughWater\n"));
    }

    [Test]
    public async Task A_bridge_of_this_program_is_a_transport_for_every_command()
    {
        await using KettleService kettle = await KettleService.StartAsync();
        string bridge = $"dotnet '{Program}' bridge {kettle.Address}";

        Assert.That(
            await RunAsync("list-interfaces", "--bridge", bridge), Is.EqualTo((0, "org.varlink.service\norg.example.kettle\n", "")));
        Assert.That(
            await RunAsync("call", "--json", "--bridge", bridge, "org.example.kettle.Fill", """{"litres":1}"""),
            Is.EqualTo((0, "{\"level\":1}\n", "")));
    }

    [TestCase("INT", 130)]
    [TestCase("TERM", 143)]
    [Platform(Exclude = "Win", Reason = "Windows has no signals that one process could send to another.")]
    public async Task A_signal_ends_a_stream_without_a_word(string signal, int expected, CancellationToken cancellationToken)
    {
        await using KettleService kettle = await KettleService.StartAsync(TimeSpan.FromMilliseconds(1));
        await RunAsync("call", kettle.Method("Fill"), """{"litres":1}""");
        using Process process = Start("call", "--more", "--json", kettle.Method("Heat"), """{"target":1000000000}""");
        Assert.That(await process.StandardOutput.ReadLineAsync(cancellationToken), Is.EqualTo("{\"temperature\":40}"));

        using (Process kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync(cancellationToken);
        }

        await process.StandardOutput.ReadToEndAsync(cancellationToken);
        string error = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.That((process.ExitCode, error), Is.EqualTo((expected, "")));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "It needs a shell of Unix.")]
    public async Task Two_programs_write_into_a_file_one_behind_the_other(CancellationToken cancellationToken)
    {
        await using KettleService kettle = await KettleService.StartAsync();
        string tool = $"dotnet '{Program}' list-interfaces {kettle.Address}";

        using Process shell = Process.Start("sh", ["-c", $"({tool}; {tool}) > '{kettle.File("out")}'"]);
        await shell.WaitForExitAsync(cancellationToken);

        Assert.That(
            await File.ReadAllTextAsync(kettle.File("out"), cancellationToken),
            Is.EqualTo("org.varlink.service\norg.example.kettle\norg.varlink.service\norg.example.kettle\n"));
    }

    [Test]
    public async Task A_stream_ends_when_nobody_reads_it_any_more(CancellationToken cancellationToken)
    {
        await using KettleService kettle = await KettleService.StartAsync(TimeSpan.FromMilliseconds(1));
        await RunAsync("call", kettle.Method("Fill"), """{"litres":1}""");
        using Process process = Start("call", "--more", "--json", kettle.Method("Heat"), """{"target":1000000000}""");
        Assert.That(await process.StandardOutput.ReadLineAsync(cancellationToken), Is.EqualTo("{\"temperature\":40}"));

        process.StandardOutput.Close();

        string error = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.That((process.ExitCode, error), Is.EqualTo((141, "")));
    }

    /// <summary>
    /// On Linux, as a terminal starts it: whoever runs the tests in the background may have signals ignored, and what it starts inherits that.
    /// </summary>
    private static Process Start(params string[] arguments)
    {
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal", "dotnet"] : ["dotnet"];
        return Process.Start(
            new ProcessStartInfo(command[0], [.. command[1..], Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }
}
