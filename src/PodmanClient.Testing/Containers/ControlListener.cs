using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Podman.Testing.Containers;

/// <summary>
/// The named pipe that takes commands for a container's terminal, a line each: <c>1 rows columns</c> is a new size. What else comes is passed
/// over, as a container monitor does it.
/// </summary>
internal sealed partial class ControlListener : IDisposable
{
    private const int Resize = 1;
    private const uint OwnerOnly = 0b110_000_000;

    private readonly FileStream _pipe;
    private readonly Action<TerminalSize> _resize;
    private volatile bool _isDisposed;

    private ControlListener(FileStream pipe, Action<TerminalSize> resize)
    {
        _pipe = pipe;
        _resize = resize;
    }

    /// <summary>Makes the pipe, and reads from it until the end.</summary>
    /// <exception cref="IOException">The pipe cannot be made.</exception>
    public static ControlListener Create(string path, Action<TerminalSize> resize)
    {
        if (MakeNamedPipe(path, OwnerOnly) != 0)
        {
            throw new IOException($"Making the pipe {path} failed: {Marshal.GetLastPInvokeErrorMessage()}.");
        }

        // For writing too: then a reader meets no end when a client has closed the pipe.
        var pipe = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var listener = new ControlListener(pipe, resize);

        // The system knows no way to wait for a pipe but a thread that reads.
        new Thread(listener.Read) { IsBackground = true, Name = "podman-control" }.Start();
        return listener;
    }

    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;

            // Wakes the reader, which closes the pipe.
            _pipe.Write("\n"u8);
        }
    }

    [LibraryImport("libc", EntryPoint = "mkfifo", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeNamedPipe(string path, uint mode);

    private void Read()
    {
        using var reader = new StreamReader(_pipe, Encoding.ASCII, detectEncodingFromByteOrderMarks: false);
        while (!_isDisposed && reader.ReadLine() is { } command)
        {
            string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 3 && IsNumber(words[0], out int kind) && kind == Resize && IsNumber(words[1], out int rows) && IsNumber(words[2], out int columns))
            {
                _resize(new TerminalSize(columns, rows));
            }
        }
    }

    private static bool IsNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= ushort.MaxValue;
}
