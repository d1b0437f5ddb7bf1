using System.Formats.Tar;

namespace Podman.Libpod.Build;

/// <summary>
/// The folder that a build copies from, and its Dockerfiles, as a tar archive that is written while it is sent: however large the folder is,
/// little of it is in memory. Links are sent as links.
/// </summary>
internal sealed class BuildContext
{
    // Dockerfiles outside of the folder get a name of their own in the archive.
    private const string ForeignPrefix = ".podman-build-";

    private readonly string _folder;
    private readonly IgnoreFile _ignore;
    private readonly List<(string Path, string Name)> _dockerfiles;

    private BuildContext(string folder, IgnoreFile ignore, List<(string Path, string Name)> dockerfiles)
    {
        _folder = folder;
        _ignore = ignore;
        _dockerfiles = dockerfiles;
    }

    /// <summary>The names of the Dockerfiles in the archive.</summary>
    public string[] Dockerfiles => [.. _dockerfiles.Select(static file => file.Name)];

    /// <summary>Looks at what is to be sent.</summary>
    /// <param name="paths">The Dockerfiles on this host; the folder of the first one is the context.</param>
    /// <exception cref="ErrorOccurredException">There is none, or one of them is no file.</exception>
    public static BuildContext Open(IReadOnlyList<string> paths)
    {
        if (paths.Count == 0 || paths[0].Length == 0)
        {
            throw new ErrorOccurredException("no Dockerfile is named");
        }

        if (paths.FirstOrDefault(static path => !File.Exists(path)) is { } missing)
        {
            throw new ErrorOccurredException($"no such Dockerfile: {missing}");
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(paths[0])) ?? "/";
        var dockerfiles = new List<(string Path, string Name)>();
        foreach (string path in paths)
        {
            string full = Path.GetFullPath(path);
            string name = Path.GetRelativePath(folder, full);
            bool isForeign = name.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(name);
            dockerfiles.Add((full, isForeign ? $"{ForeignPrefix}{dockerfiles.Count}" : Slashes(name)));
        }

        return new BuildContext(folder, IgnoreFile.Read(folder), dockerfiles);
    }

    /// <summary>Writes the archive.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public async Task WriteAsync(Stream output, CancellationToken cancellationToken)
    {
        var writer = new TarWriter(output, TarEntryFormat.Pax, leaveOpen: true);
        await using (writer.ConfigureAwait(false))
        {
            // First, so that they are there whatever the patterns say.
            foreach ((string path, string name) in _dockerfiles.DistinctBy(static file => file.Name))
            {
                // A link would lead nowhere on the other side, so that what it leads to is sent in its place.
                string target = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
                await writer.WriteEntryAsync(target, name, cancellationToken).ConfigureAwait(false);
            }

            await WriteFolderAsync(writer, _folder, "", cancellationToken).ConfigureAwait(false);
        }
    }

    private static string Slashes(string path) => path.Replace(Path.DirectorySeparatorChar, '/');

    private static async Task WriteEntryAsync(TarWriter writer, FileSystemInfo entry, string name, CancellationToken cancellationToken)
    {
        try
        {
            await writer.WriteEntryAsync(entry.FullName, name, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException) when (entry is FileInfo { Exists: true, LinkTarget: null, Length: 0 })
        {
            // A socket. Archives cannot hold any, and Docker and Podman leave them out as well.
        }
    }

    private async Task WriteFolderAsync(TarWriter writer, string folder, string prefix, CancellationToken cancellationToken)
    {
        foreach (FileSystemInfo entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().OrderBy(static e => e.Name, StringComparer.Ordinal))
        {
            string name = prefix + entry.Name;
            bool isFolder = entry is DirectoryInfo && entry.LinkTarget is null;
            bool isIgnored = _ignore.IsIgnored(name);
            if (!isIgnored && !_dockerfiles.Exists(file => file.Name == name))
            {
                await WriteEntryAsync(writer, entry, name, cancellationToken).ConfigureAwait(false);
            }

            if (isFolder && (!isIgnored || _ignore.HasExceptions))
            {
                await WriteFolderAsync(writer, entry.FullName, name + "/", cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
