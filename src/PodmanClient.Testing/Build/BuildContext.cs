using Podman.Testing.FileSystem;
using Podman.Testing.Programs.Shell;

namespace Podman.Testing.Build;

/// <summary>The directory of the host that COPY and ADD read from, less what <c>.dockerignore</c> names.</summary>
internal sealed class BuildContext
{
    private readonly List<(string Pattern, bool IsException)> _ignored;

    public BuildContext(string directory)
    {
        Directory = Path.GetFullPath(directory);
        string ignoreFile = Path.Combine(Directory, ".dockerignore");
        IEnumerable<string> lines = File.Exists(ignoreFile) ? File.ReadAllLines(ignoreFile) : [];
        _ignored =
        [
            .. lines.Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')
                .Select(line => (line.TrimStart('!').Trim('/'), line[0] == '!')),
        ];
    }

    public string Directory { get; }

    /// <summary>Finds what a source names; wildcards are allowed in each part.</summary>
    /// <returns>The names relative to the context, and their trees.</returns>
    public IReadOnlyList<(string Name, Node Node)> Find(string source)
    {
        IEnumerable<string> found = [""];
        foreach (string step in PathText.Parts(PathText.Normalize(source)))
        {
            found = [.. found.SelectMany(path => Step(path, step))];
        }

        return [.. found.Where(path => !IsIgnored(path)).Select(path => (path, Read(path)))];
    }

    private IEnumerable<string> Step(string path, string step)
    {
        string directory = Path.Combine(Directory, path);
        if (!System.IO.Directory.Exists(directory))
        {
            return [];
        }

        return new DirectoryInfo(directory).EnumerateFileSystemInfos()
            .Select(entry => entry.Name)
            .Where(name => GlobPattern.HasWildcards(step) ? GlobPattern.IsMatch(step, name) : name == step)
            .Order(StringComparer.Ordinal)
            .Select(name => path.Length == 0 ? name : $"{path}/{name}");
    }

    private Node Read(string path)
    {
        string full = Path.Combine(Directory, path);
        FileSystemInfo info = System.IO.Directory.Exists(full) ? new DirectoryInfo(full) : new FileInfo(full);
        int mode = OperatingSystem.IsWindows() ? NodeAttributes.DefaultFileMode : (int)info.UnixFileMode;
        var attributes = new NodeAttributes(mode, 0, 0, new DateTimeOffset(info.LastWriteTimeUtc));
        if (info.LinkTarget is { } target)
        {
            return new LinkNode(target, attributes);
        }

        if (info is not DirectoryInfo directory)
        {
            return new FileNode(File.ReadAllBytes(full), attributes);
        }

        DirectoryNode node = new(DirectoryNode.NoChildren, attributes);
        foreach (FileSystemInfo child in directory.EnumerateFileSystemInfos())
        {
            string childPath = path.Length == 0 ? child.Name : $"{path}/{child.Name}";
            node = IsIgnored(childPath) ? node : node.With(child.Name, Read(childPath));
        }

        return node;
    }

    private bool IsIgnored(string path)
    {
        bool isIgnored = false;
        foreach ((string pattern, bool isException) in _ignored)
        {
            // The last pattern that fits decides.
            isIgnored = Fits(pattern, path) ? !isException : isIgnored;
        }

        return isIgnored;
    }

    private static bool Fits(string pattern, string path)
    {
        bool anywhere = pattern.StartsWith("**/", StringComparison.Ordinal);
        string[] names = path.Split('/');
        string[] steps = (anywhere ? pattern[3..] : pattern).Split('/');
        IEnumerable<int> starts = anywhere ? Enumerable.Range(0, names.Length) : [0];
        return starts.Any(start => start + steps.Length <= names.Length &&
            steps.Select((step, i) => GlobPattern.IsMatch(step, names[start + i])).All(fits => fits));
    }
}
