using System.Globalization;
using System.Text;

namespace Podman;

/// <summary>
/// The pipe that takes commands for a container's terminal: a line of the command's number, the rows and the columns.
/// </summary>
internal sealed class ControlPipe(string path)
{
    private const int Resize = 1;

    public static void Validate(TerminalSize size)
    {
        // What the kernel keeps of a terminal's size are 16 bits.
        ArgumentOutOfRangeException.ThrowIfLessThan(size.Columns, 1, nameof(size));
        ArgumentOutOfRangeException.ThrowIfLessThan(size.Rows, 1, nameof(size));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size.Columns, ushort.MaxValue, nameof(size));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size.Rows, ushort.MaxValue, nameof(size));
    }

    /// <exception cref="IOException">The pipe is gone, or cannot be written.</exception>
    public async Task ResizeAsync(TerminalSize size, CancellationToken cancellationToken)
    {
        byte[] command = Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{Resize} {size.Rows} {size.Columns}\n"));

        // For reading too: opening a named pipe for writing alone waits until somebody reads, which is for ever once the container has ended.
        var pipe = new FileStream(
            path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
        await using (pipe.ConfigureAwait(false))
        {
            await pipe.WriteAsync(command, cancellationToken).ConfigureAwait(false);
        }
    }
}
