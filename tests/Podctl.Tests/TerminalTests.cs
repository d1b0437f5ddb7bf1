using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using Podman;

namespace Podctl.Tests;

/// <summary>podctl attach and podctl run as processes, on a pseudo-terminal that 'script' makes.</summary>
[CancelAfter(20_000)]
[SupportedOSPlatform("linux")]
[Platform(Include = "Linux", Reason = "It needs the program 'script', which makes terminals.")]
internal sealed class TerminalTests : PodctlFixture
{
    private readonly StringBuilder _shown = new();

    [Test]
    public async Task The_terminal_is_raw_while_attached_and_its_size_follows(CancellationToken cancellationToken)
    {
        Engine.OnRun("shop:1", async process =>
        {
            await process.RunAsync("stty", "raw", "-echo");
            var key = new char[1];
            while (await process.StandardInput.ReadAsync(key, process.StopRequested) > 0)
            {
                await process.StandardOutput.WriteLineAsync($"<{(int)key[0]}@{process.TerminalSize}>");
            }

            return 0;
        });
        using Process script = await StartAsync(hasTerminal: true, cancellationToken);

        await TypeAsync(script, "a", "<97@100x30>", cancellationToken);
        await TypeAsync(script, "\u0003", "<3@100x30>", cancellationToken);
        using (Process resize = Process.Start("stty", ["-F", await File.ReadAllTextAsync(TerminalFile, cancellationToken), "cols", "120", "rows", "40"]))
        {
            await resize.WaitForExitAsync(cancellationToken);
        }

        // The size travels on a way of its own: keys tell when it has arrived.
        do
        {
            _shown.Clear();
            await TypeAsync(script, "b", "<98@", cancellationToken);
            await ReadUntilAsync(script, ">", cancellationToken);
        }
        while (!_shown.ToString().Contains("<98@120x40>", StringComparison.Ordinal));

        await TypeAsync(script, "\u0010\u0011", "status 0", cancellationToken);

        Assert.That(_shown.ToString(), Does.Contain("Detached. 'podctl attach web' joins it again."));
        await ExpectRestoredAsync(script, cancellationToken);
        Assert.That(Engine.Containers.Single().Status, Is.EqualTo("running"));
    }

    [Test]
    public async Task The_terminal_is_restored_when_the_container_ends(CancellationToken cancellationToken)
    {
        Engine.OnRun("shop:1", async process =>
        {
            await process.StandardInput.ReadLineAsync(process.StopRequested);
            return 7;
        });
        using Process script = await StartAsync(hasTerminal: true, cancellationToken);

        await TypeAsync(script, "a\r", "status 7", cancellationToken);

        await ExpectRestoredAsync(script, cancellationToken);
    }

    [TestCase("TERM")]
    [TestCase("HUP")]
    [TestCase("QUIT")]
    public async Task The_terminal_is_restored_after_a_signal(string signal, CancellationToken cancellationToken)
    {
        Engine.OnRun("shop:1", ReadyAsync);
        using Process script = await StartAsync(hasTerminal: true, cancellationToken);
        await TypeAsync(script, "a\r", "ready", cancellationToken);

        using (Process kill = Process.Start("kill", [$"-{signal}", await File.ReadAllTextAsync($"{FolderPath}/pid", cancellationToken)]))
        {
            await kill.WaitForExitAsync(cancellationToken);
        }

        await ReadUntilAsync(script, "status 130", cancellationToken);
        await ExpectRestoredAsync(script, cancellationToken);
    }

    [Test]
    public async Task Without_a_terminal_in_the_container_Ctrl_C_detaches(CancellationToken cancellationToken)
    {
        Engine.OnRun("shop:1", ReadyAsync);
        using Process script = await StartAsync(hasTerminal: false, cancellationToken);
        await TypeAsync(script, "a\n", "ready", cancellationToken);

        await TypeAsync(script, "\u0003", "status 130", cancellationToken);

        await ExpectRestoredAsync(script, cancellationToken);
        Assert.That(Engine.Containers.Single().Status, Is.EqualTo("running"));
    }

    [Test]
    public async Task Run_gives_a_container_a_terminal_and_ends_as_it_does(CancellationToken cancellationToken)
    {
        Engine.OnRun("shop:1", async process =>
        {
            await process.StandardOutput.WriteLineAsync("ready");
            string? line = await process.StandardInput.ReadLineAsync(process.StopRequested);
            await process.StandardOutput.WriteLineAsync($"<{line}@{process.TerminalSize}>");
            return 7;
        });
        using Process script = await StartAsync("run -it shop:1", cancellationToken);
        await ReadUntilAsync(script, "ready", cancellationToken);

        await TypeAsync(script, "word\r", "status 7", cancellationToken);

        Assert.That(_shown.ToString(), Does.Contain("word\r\n<word@100x30>\r\n"), "the terminal in the container echoes, and the one here does not");
        await ExpectRestoredAsync(script, cancellationToken);
        Assert.That(Engine.Containers, Is.Empty);
    }

    [Test]
    public async Task What_run_was_detached_from_is_joined_again(CancellationToken cancellationToken)
    {
        Engine.OnRun("shop:1", async process =>
        {
            await process.StandardOutput.WriteLineAsync("ready");
            while (await process.StandardInput.ReadLineAsync(process.StopRequested) is { } line && line != "end")
            {
                await process.StandardOutput.WriteLineAsync($"<{line}>");
            }

            return 9;
        });
        using (Process run = await StartAsync("run -it --name web shop:1", cancellationToken))
        {
            await ReadUntilAsync(run, "ready", cancellationToken);
            await TypeAsync(run, "\u0010\u0011", "status 0", cancellationToken);
            Assert.That(_shown.ToString(), Does.Contain("Detached. 'podctl attach web' joins it again."));
            await ExpectRestoredAsync(run, cancellationToken);
        }

        using Process attach = await StartAsync("attach web", cancellationToken);
        await ReadUntilAsync(attach, "Attached to 'web'. Ctrl-P Ctrl-Q detaches.", cancellationToken);
        await TypeAsync(attach, "one\r", "<one>", cancellationToken);
        await TypeAsync(attach, "end\r", "status 9", cancellationToken);
        await ExpectRestoredAsync(attach, cancellationToken);
    }

    private string TerminalFile => Path.Combine(FolderPath, "terminal");

    private static async Task<int> ReadyAsync(Podman.Testing.ContainerProcess process)
    {
        await process.StandardInput.ReadAsync(new char[1], process.StopRequested);
        await process.StandardOutput.WriteLineAsync("ready");
        await process.DelayAsync(Timeout.InfiniteTimeSpan, process.StopRequested);
        return 0;
    }

    private async Task<Process> StartAsync(bool hasTerminal, CancellationToken cancellationToken)
    {
        var create = new CreateContainerOptions { Name = "web", Image = "shop:1", Interactive = true, Tty = hasTerminal };
        await Engine.AddContainerAsync(create, ContainerState.Running);
        return await StartAsync("attach web", cancellationToken);
    }

    private async Task<Process> StartAsync(string arguments, CancellationToken cancellationToken)
    {
        _shown.Clear();
        string program = Path.Combine(AppContext.BaseDirectory, "podctl.dll");
        string commands = $"trap : INT; stty cols 100 rows 30; printf %s $(tty) > '{TerminalFile}'; stty -g > '{FolderPath}/before'; echo begin; " +
            $"sh -c \"printf %s \\$\\$ > '{FolderPath}/pid'; exec dotnet '{program}' --address 'unix:{FolderPath}/io.podman' {arguments}\"; echo status $?; stty -g > '{FolderPath}/after'";
        // Whoever runs the tests in the background may have signals ignored, and what it starts would inherit that.
        Process script = Process.Start(new ProcessStartInfo("env", ["--default-signal", "script", "-q", "-c", commands, "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["SHELL"] = "/bin/bash", ["TERM"] = "xterm" },
        })!;
        await ReadUntilAsync(script, "begin", cancellationToken);
        return script;
    }

    private async Task TypeAsync(Process script, string keys, string answer, CancellationToken cancellationToken)
    {
        await script.StandardInput.WriteAsync(keys.AsMemory(), cancellationToken);
        await script.StandardInput.FlushAsync(cancellationToken);
        await ReadUntilAsync(script, answer, cancellationToken);
    }

    private async Task ReadUntilAsync(Process script, string text, CancellationToken cancellationToken)
    {
        var buffer = new char[256];
        while (!_shown.ToString().Contains(text, StringComparison.Ordinal))
        {
            int count = await script.StandardOutput.ReadAsync(buffer, cancellationToken);
            Assert.That(count, Is.Positive, $"'{text}' did not come, but: {_shown}");
            _shown.Append(buffer, 0, count);
        }
    }

    private async Task ExpectRestoredAsync(Process script, CancellationToken cancellationToken)
    {
        script.StandardInput.Close();
        await script.WaitForExitAsync(cancellationToken);
        Assert.That(
            await File.ReadAllTextAsync($"{FolderPath}/after", cancellationToken),
            Is.EqualTo(await File.ReadAllTextAsync($"{FolderPath}/before", cancellationToken)).And.Not.Empty);
    }
}
