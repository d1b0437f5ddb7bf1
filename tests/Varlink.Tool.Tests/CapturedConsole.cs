using System.Text;
using Varlink.Tool.Terminal;

namespace Varlink.Tool.Tests;

/// <summary>A console that remembers.</summary>
#pragma warning disable CA1001 // What a writer into memory holds, is memory.
internal sealed class CapturedConsole : IToolConsole
{
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    /// <summary>What stands on standard input.</summary>
    public Stream Input { get; init; } = Stream.Null;

    /// <summary>Where bytes of standard output go.</summary>
    public Stream Output { get; init; } = new MemoryStream();

    /// <summary>Is called when a line was printed.</summary>
    public Action<string>? OnLine { get; init; }

    public TextWriter Out => OnLine is null ? _out : new LineWriter(_out, OnLine);

    public TextWriter Error => _error;

    public bool HasColours { get; init; }

    public bool IsTerminal { get; init; }

    public Stream OpenInput() => Input;

    public Stream OpenOutput() => Output;

    public static async Task<(int Status, string Out, string Error)> RunAsync(params string[] arguments) =>
        await new CapturedConsole().RunToolAsync(arguments);

    public async Task<(int Status, string Out, string Error)> RunToolAsync(string[] arguments, CancellationToken cancellationToken = default)
    {
        int status = await CommandLineTool.RunAsync(arguments, this, cancellationToken);
        return (status, _out.ToString(), _error.ToString());
    }

    private sealed class LineWriter(StringWriter inner, Action<string> onLine) : TextWriter
    {
        public override Encoding Encoding => inner.Encoding;

        public override void Write(char value) => inner.Write(value);

        public override async Task WriteLineAsync(string? value)
        {
            await inner.WriteLineAsync(value);
            onLine(value ?? "");
        }
    }
}
