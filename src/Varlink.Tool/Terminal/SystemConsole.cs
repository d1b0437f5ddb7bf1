using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Varlink.Tool.Terminal;

/// <summary>The console of the process.</summary>
internal sealed class SystemConsole : IToolConsole
{
    private const int StandardOutput = 1;

    // Windows consoles have code pages, which Console.Out knows of.
    private readonly Lazy<TextWriter> _out = new(() => OperatingSystem.IsWindows()
        ? Console.Out
        : new StreamWriter(OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true });

    public TextWriter Out => _out.Value;

    public TextWriter Error => Console.Error;

    /// <summary>As no-color.org has it: any value but the empty one turns colours off.</summary>
    public bool HasColours => IsTerminal
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb";

    public bool IsTerminal => !Console.IsOutputRedirected;

    public Stream OpenInput() => Console.OpenStandardInput();

    public Stream OpenOutput() => OpenStandardOutput();

    private static OutputStream OpenStandardOutput()
    {
        if (!OperatingSystem.IsWindows())
        {
            // Only where there is no position: in a file, a FileStream keeps one of its own, and the next program writes over what this one wrote.
            FileStream stream = new(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!stream.CanSeek)
            {
                return new OutputStream(stream);
            }
        }

        return new OutputStream(Console.OpenStandardOutput());
    }
}
