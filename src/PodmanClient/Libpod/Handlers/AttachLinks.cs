using System.Text;

namespace Podman.Libpod.Handlers;

/// <summary>
/// Short paths to the sockets of containers. Podman keeps them below its storage, with the whole id in the path: longer than the address of a
/// unix socket may be. So a folder of the engine's own holds links to where they are.
/// </summary>
internal sealed class AttachLinks : IDisposable
{
    /// <summary>The longest path that fits into the address of a unix socket, in bytes.</summary>
    private const int MaxPathLength = 107;

    // Enough of an id that no two containers share it.
    private const int LinkNameLength = 32;

    private readonly Lock _gate = new();
    private DirectoryInfo? _folder;
    private bool _isDisposed;

    /// <summary>A path to a folder, short enough that a socket in it can be connected to.</summary>
    /// <param name="id">The container.</param>
    /// <param name="directory">Where its sockets are.</param>
    /// <param name="socket">The longest name of a socket in it.</param>
    /// <exception cref="IOException">No link can be made.</exception>
    public string Shorten(string id, string directory, string socket)
    {
        if (Encoding.UTF8.GetByteCount(directory) + 1 + socket.Length <= MaxPathLength)
        {
            return directory;
        }

        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _folder ??= CreateFolder();
            string link = Path.Join(_folder.FullName, id[..LinkNameLength]);
            if (new DirectoryInfo(link).LinkTarget is null)
            {
                Directory.CreateSymbolicLink(link, directory);
            }

            return link;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _folder?.Delete(recursive: true);
            _folder = null;
        }
    }

    /// <summary>A folder that only this user may look into, which is how temporary ones are made.</summary>
    private static DirectoryInfo CreateFolder()
    {
        string? runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        if (!Directory.Exists(runtime) || OperatingSystem.IsWindows())
        {
            return Directory.CreateTempSubdirectory("podman-");
        }

        string path = Path.Join(runtime, "podman-" + Path.GetRandomFileName());
        return Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
