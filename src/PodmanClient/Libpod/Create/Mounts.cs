using Podman.Libpod.Rest.Models;

namespace Podman.Libpod.Create;

/// <summary>What is mounted into a container: folders of the host, volumes, and file systems in memory.</summary>
internal static class Mounts
{
    private const string SharedMemory = "/dev/shm";

    /// <summary>Folders of the host and file systems in memory.</summary>
    public static IReadOnlyList<SpecMount>? ParseMounts(CreateContainerOptions create)
    {
        var mounts = new List<SpecMount>();
        foreach (string text in create.Volumes)
        {
            (string? source, string destination, IReadOnlyList<string>? options) = Split(text);
            if (source is not null && IsPath(source))
            {
                mounts.Add(new SpecMount(destination, "bind", source, options));
            }
        }

        foreach (string text in create.Tmpfs)
        {
            int colon = text.IndexOf(':', StringComparison.Ordinal);
            mounts.Add(colon < 0
                ? new SpecMount(text, "tmpfs", "tmpfs", Options: null)
                : new SpecMount(text[..colon], "tmpfs", "tmpfs", text[(colon + 1)..].Split(',')));
        }

        if (create.ShmDir.Length > 0)
        {
            mounts.Add(new SpecMount(SharedMemory, "bind", create.ShmDir, Options: null));
        }

        return mounts.Count > 0 ? mounts : null;
    }

    /// <summary>Volumes with a name, and those that Podman gives one.</summary>
    public static IReadOnlyList<SpecVolume>? ParseVolumes(IReadOnlyList<string> volumes)
    {
        List<SpecVolume> named = [];
        foreach (string text in volumes)
        {
            (string? source, string destination, IReadOnlyList<string>? options) = Split(text);
            if (source is null || !IsPath(source))
            {
                named.Add(new SpecVolume(source, destination, options));
            }
        }

        return named.Count > 0 ? named : null;
    }

    private static (string? Source, string Destination, IReadOnlyList<string>? Options) Split(string text)
    {
        string[] parts = text.Split(':', 3);
        (string? Source, string Destination, IReadOnlyList<string>? Options) volume = parts switch
        {
            [{ Length: > 0 } destination] => (null, destination, null),
            [{ Length: > 0 } source, { Length: > 0 } destination] => (source, destination, null),
            [{ Length: > 0 } source, { Length: > 0 } destination, var options] => (source, destination, options.Split(',')),
            _ => throw new ErrorOccurredException($"invalid volume \"{text}\": volumes read /host/folder:/container/folder:options"),
        };

        // Podman's command line sees to it, and its API does not always: Podman 3.0 never answers anything about such a container again.
        return volume.Destination.StartsWith('/')
            ? volume
            : throw new ErrorOccurredException($"invalid container path \"{volume.Destination}\", must be an absolute path");
    }

    private static bool IsPath(string source) => source[0] is '/' or '.';
}
