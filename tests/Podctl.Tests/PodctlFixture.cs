using System.Text;
using System.Text.Json;
using Podctl.Output;
using Podman.Testing;
using Spectre.Console;
using Varlink.TestKit;

namespace Podctl.Tests;

/// <summary>podctl in this process, and the engine that it drives over a unix socket, as it would any Podman.</summary>
internal abstract class PodctlFixture
{
    private TemporaryFolder _folder = null!;
    private string _address = "";

    protected ReferenceEngine Engine { get; private set; } = null!;

    /// <summary>What <c>attach</c> reads.</summary>
    protected Stream Input { get; set; } = Stream.Null;

    protected ConsoleCapture Out { get; private set; } = null!;

    protected ConsoleCapture Error { get; private set; } = null!;

    protected MemoryStream Bytes { get; private set; } = null!;

    protected string BytesText => Encoding.UTF8.GetString(Bytes.ToArray());

    protected string FolderPath => _folder.Path;

    [SetUp]
    public async Task StartAsync()
    {
        _folder = new TemporaryFolder();
        Engine = new ReferenceEngine();
        Engine.AddImage("shop:1");
        _address = await Engine.ListenAsync($"unix:{_folder["io.podman"]}");
        Out = new ConsoleCapture();
        Error = new ConsoleCapture();
        Bytes = new MemoryStream();
        Input = Stream.Null;
    }

    [TearDown]
    public async Task StopAsync()
    {
        await Engine.DisposeAsync();
        _folder.Dispose();
        await Out.DisposeAsync();
        await Error.DisposeAsync();
        await Bytes.DisposeAsync();
    }

    /// <summary>Runs podctl against the engine.</summary>
    protected Task<int> RunAsync(params string[] args) => RunAsync(args, isTerminal: false);

    protected Task<int> RunOnTerminalAsync(params string[] args) => RunAsync(args, isTerminal: true);

    protected Task<int> RunAsync(string[] args, bool isTerminal, CancellationToken cancellationToken = default) =>
        RunBareAsync(["--address", _address, .. args], isTerminal, cancellationToken);

    protected Task<int> RunBareAsync(string[] args, bool isTerminal = false, CancellationToken cancellationToken = default)
    {
        IAnsiConsole terminal = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(Out),
        });
        terminal.Profile.Width = 80;
        var shell = new Shell(terminal, Out, Error, Input, Bytes, Bytes, isTerminal);
        return CommandLine.RunAsync(args, shell, cancellationToken);
    }

    /// <summary>What was written, as JSON.</summary>
    protected JsonElement Json()
    {
        using JsonDocument document = JsonDocument.Parse(Out.ToString());
        return document.RootElement.Clone();
    }
}
