using System.Text;

namespace Podman.Testing.Tests.Engine;

/// <summary>What is typed into a container: over a terminal, and without one.</summary>
[Platform("Linux")]
[CancelAfter(20_000)]
public class TerminalInputTests : EngineTest
{
    [Test]
    public async Task Whoever_leaves_a_terminal_does_not_end_its_input([Values] bool isInteractive, [Values] bool isCompletedFirst, CancellationToken cancellationToken)
    {
        await StartAsync("while read line; do echo \"<$line>\"; done; echo end", isInteractive, hasTerminal: true);
        ContainerAttachment first = await Client.AttachAsync("a", cancellationToken: cancellationToken);
        await first.WriteAsync("one\n", cancellationToken);
        await ReadUntilAsync(first, "<one>", cancellationToken);
        if (isCompletedFirst)
        {
            first.CompleteInput();
        }

        await first.DisposeAsync();
        await using ContainerAttachment second = await Client.AttachAsync("a", cancellationToken: cancellationToken);
        await second.WriteAsync("two\n", cancellationToken);

        Assert.That(await ReadUntilAsync(second, "<two>", cancellationToken), Does.Not.Contain("end"));
        Assert.That(await StatusAsync("a"), Is.EqualTo("running"));
    }

    [Test]
    public async Task Without_a_terminal_the_first_who_leaves_ends_the_input_for_all([Values] bool isOutputRead, CancellationToken cancellationToken)
    {
        await StartAsync("while read line; do echo \"<$line>\"; done; echo end", isInteractive: true, hasTerminal: false);
        await using ContainerAttachment stays = await Client.AttachAsync("a", cancellationToken: cancellationToken);
        ContainerAttachment leaves = await Client.AttachAsync("a", cancellationToken: cancellationToken);
        await leaves.WriteAsync("one\n", cancellationToken);
        await ReadUntilAsync(isOutputRead ? leaves : stays, "<one>", cancellationToken);
        await leaves.DisposeAsync();

        Assert.That(await ReadUntilAsync(stays, "end", cancellationToken), Does.Contain("end"));
    }

    [Test]
    public async Task The_terminal_echoes_and_edits_lines(CancellationToken cancellationToken)
    {
        await StartAsync("read line; echo \"<$line>\"", isInteractive: true, hasTerminal: true);
        await using ContainerAttachment attachment = await Client.AttachAsync("a", cancellationToken: cancellationToken);
        await attachment.WriteAsync("ab\u007fc\r", cancellationToken);

        Assert.That((await attachment.ReadOutputToEndAsync(cancellationToken)).StandardOutput, Is.EqualTo("ab\b \bc\r\n<ac>\r\n"));
    }

    [Test]
    public async Task In_raw_mode_each_key_is_read_as_it_is(CancellationToken cancellationToken)
    {
        Engine.OnRun("keys", async process =>
        {
            await process.RunAsync("stty", "raw", "-echo");
            await process.StandardOutput.WriteAsync("ready");
            var key = new char[1];
            for (int keys = 0; keys < 3; keys++)
            {
                await process.StandardInput.ReadAsync(key, process.Killed);
                await process.StandardOutput.WriteAsync($"<{(int)key[0]}>\n");
            }

            return 0;
        });
        await StartAsync("exec keys", isInteractive: true, hasTerminal: true);
        await using ContainerAttachment attachment = await Client.AttachAsync("a", cancellationToken: cancellationToken);
        await LoggedAsync("ready", cancellationToken);
        await attachment.WriteAsync("a\r\u0003", cancellationToken);

        Assert.That((await attachment.ReadOutputToEndAsync(cancellationToken)).StandardOutput, Does.EndWith("<97>\n<13>\n<3>\n"));
    }

    [Test]
    public async Task A_shell_at_a_terminal_prompts_and_Ctrl_C_ends_what_runs_in_it(CancellationToken cancellationToken)
    {
        var create = new CreateContainerOptions { Image = "busybox", Name = "a", Command = ["sh"], Interactive = true, Tty = true };
        await Engine.AddContainerAsync(create, ContainerState.Created);
        await using ContainerAttachment attachment = await Client.AttachAsync("a", cancellationToken: cancellationToken);
        await Client.StartContainerAsync("a", cancellationToken);
        await ReadUntilAsync(attachment, "/ # ", cancellationToken);
        await attachment.WriteAsync("cd /tmp; for i in 1 2; do echo at $i; sleep 1000; done\r", cancellationToken);
        await ReadUntilAsync(attachment, "at 1\r\n", cancellationToken);
        await attachment.WriteAsync("\u0003", cancellationToken);
        Assert.That(await ReadUntilAsync(attachment, "# ", cancellationToken), Is.EqualTo("^C\r\n/tmp # "));
        await attachment.WriteAsync("abc\u0003", cancellationToken);
        Assert.That(await ReadUntilAsync(attachment, "# ", cancellationToken), Is.EqualTo("abc^C\r\n/tmp # "));
        await attachment.WriteAsync("if false\r", cancellationToken);
        Assert.That(await ReadUntilAsync(attachment, "> ", cancellationToken), Is.EqualTo("if false\r\n> "));
        await attachment.WriteAsync("then :; fi; (exit 3)\r", cancellationToken);
        await ReadUntilAsync(attachment, "# ", cancellationToken);
        await attachment.WriteAsync("\u0004", cancellationToken);

        Assert.That((await attachment.ReadOutputToEndAsync(cancellationToken)).StandardOutput, Is.EqualTo("\r\n"));
        Assert.That(await Client.WaitContainerAsync("a", cancellationToken), Is.EqualTo(3));
    }

    [Test]
    public async Task Ctrl_C_ends_what_is_only_about_to_begin(CancellationToken cancellationToken)
    {
        var pressed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Engine.OnRun("until-pressed", async process =>
        {
            process.OnSignal(2, () => pressed.TrySetResult());
            await process.StandardError.WriteLineAsync("press");
            await pressed.Task.WaitAsync(process.Killed);
            await process.StandardOutput.WriteLineAsync("1000");
            return 0;
        });
        var create = new CreateContainerOptions { Image = "busybox", Name = "a", Command = ["sh"], Interactive = true, Tty = true };
        await Engine.AddContainerAsync(create, ContainerState.Running);
        await using ContainerAttachment attachment = await Client.AttachAsync("a", cancellationToken: cancellationToken);
        await attachment.WriteAsync("sleep $(until-pressed)\r", cancellationToken);
        await ReadUntilAsync(attachment, "press\r\n", cancellationToken);
        await attachment.WriteAsync("\u0003", cancellationToken);

        Assert.That(await ReadUntilAsync(attachment, "# ", cancellationToken), Is.EqualTo("^C\r\n/ # "));
    }

    [Test]
    public async Task An_end_that_was_typed_is_none_for_the_next_reader(CancellationToken cancellationToken)
    {
        await StartAsync("cat; echo between; cat", isInteractive: true, hasTerminal: true);
        await using ContainerAttachment attachment = await Client.AttachAsync("a", cancellationToken: cancellationToken);
        await attachment.WriteAsync("one\n\u0004", cancellationToken);
        await ReadUntilAsync(attachment, "between\r\n", cancellationToken);
        await attachment.WriteAsync("two\n\u0004", cancellationToken);

        Assert.That((await attachment.ReadOutputToEndAsync(cancellationToken)).StandardOutput, Is.EqualTo("two\r\ntwo\r\n"));
    }

    [Test]
    public async Task The_shell_knows_whether_its_input_is_a_terminal([Values] bool hasTerminal)
    {
        var create = new CreateContainerOptions
        {
            Image = "busybox",
            Name = "a",
            Tty = hasTerminal,
            Command = ["sh", "-c", "[ -t 0 ] && echo direct; echo x | { [ -t 0 ] && echo piped; }; echo end"],
        };
        await Engine.AddContainerAsync(create, ContainerState.Running);
        await Client.WaitContainerAsync("a");

        Assert.That(await LogTextAsync(), Is.EqualTo(hasTerminal ? "direct,end" : "end"));
    }

    private Task<ReferenceContainer> StartAsync(string script, bool isInteractive, bool hasTerminal) => Engine.AddContainerAsync(
        new CreateContainerOptions { Image = "busybox", Name = "a", Command = ["sh", "-c", script], Interactive = isInteractive, Tty = hasTerminal },
        ContainerState.Running);

    private async Task<string> LogTextAsync() =>
        string.Join(',', (await Client.GetLogsAsync("a")).Select(line => line.Text.TrimEnd('\r')));

    private async Task LoggedAsync(string text, CancellationToken cancellationToken)
    {
        await foreach (ContainerLogLine line in Client.FollowLogsAsync("a", cancellationToken: cancellationToken))
        {
            if (line.Text.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }
    }

    private static async Task<string> ReadUntilAsync(ContainerAttachment attachment, string text, CancellationToken cancellationToken)
    {
        var read = new StringBuilder();
        await foreach (ContainerOutput output in attachment.ReadAllAsync(cancellationToken))
        {
            read.Append(Encoding.UTF8.GetString(output.Data.Span));
            if (read.ToString().Contains(text, StringComparison.Ordinal))
            {
                return read.ToString();
            }
        }

        throw new AssertionException($"'{text}' did not come, but: {read}");
    }
}
