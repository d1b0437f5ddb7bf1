using System.Net.Sockets;
using System.Security.Cryptography;

namespace Podman.Testing.Containers;

/// <summary>
/// The sockets that containers can be attached to, in a temporary directory of the engine's own. It is made when the first is asked for, and
/// deleted with the engine.
/// </summary>
internal sealed class AttachSocketDirectory : IDisposable
{
    // What a socket's address holds on Linux, less the zero at its end.
    private const int MaxPathLength = 107;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (AttachListener Io, ControlListener Control)> _listeners = new(StringComparer.Ordinal);
    private string? _directory;
    private bool _isDisposed;

    /// <summary>The sockets of a container; made when they are not there.</summary>
    /// <returns>The path of the socket for input and output, and that of the pipe which takes commands for the terminal.</returns>
    /// <exception cref="ObjectDisposedException">The engine has ended.</exception>
    public (string IoSocket, string ControlSocket) Open(Container container)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _directory ??= Path.Combine(Path.GetTempPath(), "podman-" + RandomNumberGenerator.GetHexString(8, lowercase: true));
            string name = Path.Combine(_directory, container.Id, "attach").Length <= MaxPathLength ? container.Id : container.Id[..12];
            string directory = Path.Combine(_directory, name);
            string io = Path.Combine(directory, "attach");
            string control = Path.Combine(directory, "ctl");
            if (!_listeners.ContainsKey(container.Id))
            {
                Directory.CreateDirectory(directory);
                _listeners.Add(container.Id, Listen(container, io, control));
                container.Attachments.Serve(_listeners[container.Id].Io.AdmitPendingAsync, () => Close(container.Id, directory));
            }

            return (io, control);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            foreach ((AttachListener io, ControlListener control) in _listeners.Values)
            {
                io.Dispose();
                control.Dispose();
            }

            if (_directory is not null && Directory.Exists(_directory))
            {
                Directory.Delete(_directory, recursive: true);
            }
        }
    }

    private static (AttachListener Io, ControlListener Control) Listen(Container container, string io, string control)
    {
        ControlListener controlListener = ControlListener.Create(control, container.Resize);
        try
        {
            return (new AttachListener(io, container.Attachments), controlListener);
        }
        catch (SocketException)
        {
            controlListener.Dispose();
            throw;
        }
    }

    /// <summary>Closes the sockets of a container that is gone.</summary>
    private void Close(string containerId, string directory)
    {
        lock (_gate)
        {
            if (_listeners.Remove(containerId, out (AttachListener Io, ControlListener Control) listeners))
            {
                listeners.Io.Dispose();
                listeners.Control.Dispose();
                Directory.Delete(directory, recursive: true);
            }
        }
    }
}
