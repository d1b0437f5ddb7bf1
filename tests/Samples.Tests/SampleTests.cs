using System.Diagnostics;

namespace Samples.Tests;

/// <summary>The small samples, each as a program of its own.</summary>
[CancelAfter(60_000)]
public class SampleTests
{
    [Test]
    public async Task Containers_are_listed_as_a_table(CancellationToken cancellationToken)
    {
        (int status, string output) = await RunAsync("ListContainers", cancellationToken);

        Assert.That(status, Is.Zero);
        Assert.That(output, Does.Match(@"\AID +NAME +IMAGE +STATUS +PORTS\n[0-9a-f]{12}  nightly .* exited\n[0-9a-f]{12}  web "));
        Assert.That(output, Does.Contain("8080->80/tcp, 127.0.0.1:8443->443/tcp"));
    }

    [Test]
    public async Task A_log_is_followed_to_its_end(CancellationToken cancellationToken)
    {
        (int status, string output) = await RunAsync("FollowLogs", cancellationToken);

        Assert.That(status, Is.Zero);
        Assert.That(output, Does.Match(@"out line 1\n[^$]*out line 4\n.*err done\ncounter has ended\.\n\z").And.Contain("line 3"));
    }

    [Test]
    public async Task Ctrl_C_ends_following_cleanly(CancellationToken cancellationToken)
    {
        using Process program = Start("FollowLogs");
        string? first = await program.StandardOutput.ReadLineAsync(cancellationToken);
        using Process kill = Process.Start("kill", ["-INT", $"{program.Id}"]);
        await kill.WaitForExitAsync(cancellationToken);
        string rest = await program.StandardOutput.ReadToEndAsync(cancellationToken);
        await program.WaitForExitAsync(cancellationToken);

        Assert.That(first, Does.EndWith("out line 1"));
        Assert.That(rest, Does.EndWith("Stopped following.\n"));
        Assert.That(program.ExitCode, Is.Zero);
    }

    [Test]
    public async Task A_build_tells_its_steps_and_another_one_why_it_fails(CancellationToken cancellationToken)
    {
        (int status, string output) = await RunAsync("BuildWithProgress", cancellationToken);

        Assert.That(status, Is.Zero);
        Assert.That(output, Does.Match(@"(?m)^Layer +Copying blob sha256:").And.Match(@"(?m)^Built +[0-9a-f]{12}$"));
        Assert.That(output, Does.Match(@"(?m)^Failed +ErrorOccurredException: .*no files found matching"));
    }

    private static async Task<(int Status, string Output)> RunAsync(string sample, CancellationToken cancellationToken)
    {
        using Process program = Start(sample);
        string output = await program.StandardOutput.ReadToEndAsync(cancellationToken);
        await program.WaitForExitAsync(cancellationToken);
        return (program.ExitCode, output);
    }

    /// <summary>
    /// On Linux, as a terminal starts it: whoever runs the tests in the background may have signals ignored, and what it starts inherits that.
    /// </summary>
    private static Process Start(string sample)
    {
        string path = Path.Combine(TestContext.CurrentContext.TestDirectory, sample + ".dll");
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal", "dotnet"] : ["dotnet"];
        return Process.Start(
            new ProcessStartInfo(command[0], [.. command[1..], path, "--engine", "reference"]) { RedirectStandardOutput = true })!;
    }
}
