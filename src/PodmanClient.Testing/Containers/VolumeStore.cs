using System.Collections.Concurrent;
using Podman.Testing.FileSystem;

namespace Podman.Testing.Containers;

/// <summary>
/// What containers mount from outside, by its source: a volume's name or a path of the host. All of it lives in memory, and whoever mounts
/// the same source sees the same files. The host's own directories are neither read nor written: a test leaves no trace.
/// </summary>
internal sealed class VolumeStore
{
    private readonly ConcurrentDictionary<string, FileTree> _volumes = new(StringComparer.Ordinal);

    public FileTree Get(string source) => _volumes.GetOrAdd(source, static _ => new FileTree(DirectoryNode.EmptyRoot));
}
