using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Win32.SafeHandles;
using Spectre.Console;

namespace Podctl.Output;

/// <summary>Where a command reads and writes. Tests put writers of their own in its place.</summary>
/// <param name="Terminal">For tables, colours and what is redrawn; only where <see cref="IsTerminal"/>.</param>
/// <param name="Out">For everything else.</param>
/// <param name="Error">For what went wrong.</param>
/// <param name="Input">What <c>attach</c> sends.</param>
/// <param name="Bytes">The same as <see cref="Out"/>, for what a container writes: it need not be text.</param>
/// <param name="ErrorBytes">The same as <see cref="Error"/>, likewise.</param>
/// <param name="IsTerminal">Whether a person reads it; piped output is plain.</param>
internal sealed record Shell(
    IAnsiConsole Terminal, TextWriter Out, TextWriter Error, Stream Input, Stream Bytes, Stream ErrorBytes, bool IsTerminal)
{
    /// <summary>Whether <see cref="Input"/> is what a person types at the terminal of this process.</summary>
    public bool HasKeyboard { get; init; }

    /// <summary>Whether colours are wanted: NO_COLOR is heeded.</summary>
    public bool HasColors => IsTerminal && Terminal.Profile.Capabilities.ColorSystem != ColorSystem.NoColors;

    public static Shell OfThisProcess() => new(
        AnsiConsole.Console,
        StandardOutput(),
        Console.Error,
        Console.OpenStandardInput(),
        Console.OpenStandardOutput(),
        Console.OpenStandardError(),
        IsTerminal: !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi)
    {
        HasKeyboard = !Console.IsInputRedirected && !Console.IsOutputRedirected,
    };

    /// <summary>Console.Out would take no notice of a reader that has gone: <c>podctl logs --follow web | head -1</c> must end.</summary>
    private static TextWriter StandardOutput()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
        {
            return Console.Out;
        }

        // A pipe has no position; in a file, this stream would have one of its own.
        var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.Out : new StreamWriter(stream) { AutoFlush = true };
    }

    /// <summary>Tells in one line what went wrong.</summary>
    public void Fail(string text) => Error.WriteLine($"podctl: {text}");

    /// <summary>Writes a JSON document.</summary>
    public void WriteJson<T>(T value, JsonTypeInfo<T> type) => Out.WriteLine(JsonSerializer.Serialize(value, type));
}
