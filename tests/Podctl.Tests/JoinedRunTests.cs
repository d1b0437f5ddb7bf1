using System.IO.Pipelines;
using System.Text;

namespace Podctl.Tests;

/// <summary>run -i and run -t in a pipe.</summary>
internal sealed class JoinedRunTests : PodctlFixture
{
    [SetUp]
    public void SetProgram() => Engine.OnRun("shop:1", async process =>
    {
        await process.StandardOutput.WriteLineAsync("to output");
        await process.StandardError.WriteLineAsync("to error");
        string? line = await process.StandardInput.ReadLineAsync(process.StopRequested);
        await process.StandardOutput.WriteLineAsync($"read {line}");
        return 4;
    });

    [Test]
    public async Task Interactive_joins_input_and_output_and_removes_it()
    {
        Input = new MemoryStream(Encoding.UTF8.GetBytes("a word\n"));

        Assert.That(await RunAsync("run", "-i", "shop:1"), Is.EqualTo(4));

        Assert.That(BytesText, Is.EqualTo("to output\nto error\nread a word\n"));
        Assert.That(Engine.Containers, Is.Empty);
    }

    [Test]
    public async Task Kept_it_can_be_looked_at()
    {
        Assert.That(await RunAsync("run", "--interactive", "--keep", "--name", "web", "shop:1"), Is.EqualTo(4));

        Assert.That(Engine.Containers.Single(), Has.Property("Name").EqualTo("web").And.Property("Status").EqualTo("exited"));
    }

    [Test]
    public async Task A_terminal_alone_has_one_stream_and_gets_nothing_typed()
    {
        Engine.OnRun("shop:1", async process =>
        {
            await process.StandardOutput.WriteLineAsync("to output");
            await process.StandardError.WriteLineAsync($"to error, {process.TerminalSize}");
            return 0;
        });
        Input = new MemoryStream(Encoding.UTF8.GetBytes("a word\n"));

        Assert.That(await RunAsync("run", "--tty", "shop:1"), Is.Zero);

        Assert.That(BytesText, Is.EqualTo("to output\r\nto error, 0x0\r\n"));
    }

    [Test]
    public async Task Detached_it_waits_for_who_attaches()
    {
        Assert.That(await RunAsync("run", "-dit", "--name", "web", "shop:1"), Is.Zero);

        Assert.That(Out.ToString().Trim(), Has.Length.EqualTo(64));
        Assert.That(Engine.Containers.Single().Status, Is.EqualTo("running"));
    }

    [Test]
    public async Task Both_need_a_terminal_here()
    {
        Assert.That(await RunAsync("run", "-it", "shop:1"), Is.EqualTo(2));

        Assert.That(Error.ToString(), Is.EqualTo("podctl: -i and -t together need a terminal here, too. In a pipe, leave -t out.\n"));
        Assert.That(Engine.Containers, Is.Empty);
    }

    [TestCase("-i")]
    [TestCase("-t")]
    public async Task Json_goes_with_neither(string option)
    {
        Assert.That(await RunAsync("run", option, "--json", "shop:1"), Is.EqualTo(2));

        Assert.That(Error.ToString(), Does.StartWith("podctl: --json tells how a container ended"));
    }

    [Test]
    public async Task What_cannot_be_started_is_not_left_behind()
    {
        Engine.AddImage("bare:1");

        Assert.That(await RunAsync("run", "-i", "bare:1", "nosuch"), Is.EqualTo(1));

        Assert.That(Error.ToString(), Does.StartWith("podctl: Podman says: "));
        Assert.That(Engine.Containers, Is.Empty);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Ctrl_C_ends_it(bool isKept)
    {
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Engine.OnRun("shop:1", async process =>
        {
            running.SetResult();
            await process.DelayAsync(Timeout.InfiniteTimeSpan, process.StopRequested);
            return 0;
        });
        var never = new Pipe();
        Input = never.Reader.AsStream();
        using var stop = new CancellationTokenSource();

        Task<int> podctl = RunAsync(["run", "-i", .. isKept ? ["--keep"] : Array.Empty<string>(), "shop:1"], isTerminal: false, stop.Token);
        await running.Task;
        await stop.CancelAsync();

        Assert.That(await podctl, Is.EqualTo(130));
        Assert.That(Engine.Containers.Select(container => container.Status), Is.EqualTo(isKept ? new[] { "exited" } : []));
    }
}
