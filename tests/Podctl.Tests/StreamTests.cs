using System.Text;
using System.Text.Json;
using Podman;

namespace Podctl.Tests;

/// <summary>logs, attach, top, serve: what goes on until it ends, or Ctrl-C.</summary>
internal sealed class StreamTests : PodctlFixture
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

    [TestCase("logs", "web")]
    [TestCase("logs", "-f", "web")]
    public async Task Logs_prints_both_streams(params string[] args)
    {
        await EndedAsync();

        Assert.That(await RunAsync(args), Is.Zero);

        Assert.That(Out.ToString(), Is.EqualTo("to output\nto error\nread \n"));
    }

    [Test]
    public async Task Logs_prints_standard_error_alone()
    {
        await EndedAsync();

        Assert.That(await RunAsync("logs", "--stderr", "web"), Is.Zero);

        Assert.That(Out.ToString(), Is.EqualTo("to error\n"));
    }

    [Test]
    public async Task Logs_gives_a_json_document_a_line()
    {
        await EndedAsync();

        Assert.That(await RunAsync("logs", "--json", "web"), Is.Zero);

        string[] lines = Out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.EqualTo(3));
        using JsonDocument second = JsonDocument.Parse(lines[1]);
        Assert.That(second.RootElement.GetProperty("stream").GetString(), Is.EqualTo("standardError"));
        Assert.That(second.RootElement.GetProperty("text").GetString(), Is.EqualTo("to error"));
    }

    [Test]
    public async Task Logs_puts_the_time_in_front()
    {
        await EndedAsync();

        Assert.That(await RunAsync("logs", "-t", "web"), Is.Zero);

        Assert.That(Out.ToString(), Does.Match(@"(?m)^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d to output$"));
    }

    [Test]
    public async Task Ctrl_C_ends_a_followed_log_without_a_word()
    {
        await AddAsync(ContainerState.Running);
        using var stop = new CancellationTokenSource();

        Task<int> podctl = RunAsync(["logs", "-f", "web"], isTerminal: false, stop.Token);
        await Out.SeenAsync("to error\n");
        await stop.CancelAsync();

        Assert.That(await podctl, Is.EqualTo(130));
        Assert.That(Error.ToString(), Is.Empty);
    }

    [Test]
    public async Task Attach_joins_input_and_output_and_ends_as_the_container()
    {
        await AddAsync(ContainerState.Configured);
        Input = new MemoryStream(Encoding.UTF8.GetBytes("a word\n"));

        Assert.That(await RunAsync("attach", "--start", "web"), Is.EqualTo(4));

        Assert.That(BytesText, Is.EqualTo("to output\nto error\nread a word\n"));
    }

    [Test]
    public async Task Attach_does_not_touch_what_has_ended()
    {
        await EndedAsync();

        Assert.That(await RunAsync("attach", "web"), Is.EqualTo(1));

        Assert.That(Error.ToString(), Is.EqualTo("podctl: The container 'web' is exited. 'podctl attach --start web' starts it.\n"));
        Assert.That(Engine.Containers.Single().Status, Is.EqualTo("exited"));
    }

    [Test]
    public async Task Top_in_a_pipe_prints_one_reading()
    {
        await AddAsync(ContainerState.Running);

        Assert.That(await RunAsync("top", "--interval", "0.01"), Is.Zero);

        Assert.That(Out.ToString(), Does.Match(@"^NAME +CPU +MEMORY +NET IN +NET OUT +PIDS\nweb +[0-9.]+% +400.0 KiB +\d+ B +\d+ B +1\n$"));
    }

    [Test]
    public async Task Top_gives_json()
    {
        await AddAsync(ContainerState.Running);

        Assert.That(await RunAsync("top", "--json", "--interval", "0.01"), Is.Zero);

        Assert.That(Json()[0].GetProperty("memoryBytes").GetInt64(), Is.EqualTo(409600));
    }

    [Test]
    public async Task Top_on_a_terminal_goes_on_until_Ctrl_C()
    {
        await AddAsync(ContainerState.Running);
        using var stop = new CancellationTokenSource();

        Task<int> podctl = RunAsync(["top", "--interval", "0.01"], isTerminal: true, stop.Token);
        await Out.SeenAsync("░ 400.0 KiB");
        await stop.CancelAsync();

        Assert.That(await podctl, Is.Zero);
        Assert.That(Error.ToString(), Is.Empty);
    }

    [Test]
    public async Task Serve_offers_the_demo_until_Ctrl_C()
    {
        using var stop = new CancellationTokenSource();
        string address = $"unix:{FolderPath}/demo";

        Task<int> podctl = RunBareAsync(["serve", "--engine", "reference", "--listen", address], cancellationToken: stop.Token);
        await Out.SeenAsync(address);
        await using (PodmanClient client = await PodmanClient.ConnectAsync(address))
        {
            Assert.That((await client.GetContainerAsync("web")).Status, Is.EqualTo("running"));
        }

        await stop.CancelAsync();
        Assert.That(await podctl, Is.Zero);
    }

    private Task AddAsync(ContainerState state) =>
        Engine.AddContainerAsync(new CreateContainerOptions { Name = "web", Image = "shop:1", Interactive = true }, state);

    /// <summary>Without an input there is nothing to read.</summary>
    private async Task EndedAsync()
    {
        await Engine.AddContainerAsync(new CreateContainerOptions { Name = "web", Image = "shop:1" }, ContainerState.Running);
        await using PodmanClient client = Engine.CreateClient();
        await client.WaitContainerAsync("web");
    }
}
