using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Threading.Channels;
using Podman;

namespace Podctl.Terminals;

/// <summary>The size of this process's terminal, now and whenever it changes.</summary>
internal sealed class WindowSize : IDisposable
{
    private readonly PosixSignalRegistration _changed;

    // Only the last size counts.
    private readonly Channel<TerminalSize> _sizes =
        Channel.CreateBounded<TerminalSize>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    [UnsupportedOSPlatform("windows")]
    public WindowSize() => _changed = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => Note());

    /// <summary>The size now; null where the terminal tells none.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "It is that of this object's terminal.")]
    public TerminalSize? Now =>
        Console.WindowWidth is > 0 and <= ushort.MaxValue and var columns && Console.WindowHeight is > 0 and <= ushort.MaxValue and var rows
            ? new TerminalSize(columns, rows)
            : null;

    /// <summary>Tells a container the size as it changes, until cancelled or the container has ended.</summary>
    public async Task SendAsync(ContainerAttachment attachment, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (TerminalSize size in _sizes.Reader.ReadAllAsync(cancellationToken))
            {
                await attachment.ResizeAsync(size, cancellationToken);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The container has ended, and its output tells so.
        }
    }

    public void Dispose() => _changed.Dispose();

    private void Note()
    {
        if (Now is { } size)
        {
            _sizes.Writer.TryWrite(size);
        }
    }
}
