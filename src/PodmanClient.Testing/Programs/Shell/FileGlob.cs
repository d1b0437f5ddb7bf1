using Podman.Testing.FileSystem;

namespace Podman.Testing.Programs.Shell;

/// <summary>Expands a pattern into the names of files that are there.</summary>
internal static class FileGlob
{
    /// <summary>The paths that match, in ordinal order; none when nothing does.</summary>
    public static IReadOnlyList<string> Expand(ContainerFileSystem files, string workingDirectory, string pattern)
    {
        IEnumerable<string> found = [pattern.StartsWith('/') ? "/" : ""];
        foreach (string step in pattern.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            found = [.. found.SelectMany(path => Step(files, workingDirectory, path, step))];
        }

        return [.. found.Where(path => path.Length > 0)];
    }

    private static IEnumerable<string> Step(ContainerFileSystem files, string workingDirectory, string path, string step)
    {
        string directory = PathText.Normalize(path, workingDirectory);
        if (!files.DirectoryExists(directory))
        {
            yield break;
        }

        foreach (string name in files.List(directory))
        {
            // Hidden files are only found by a pattern that says so.
            if ((name[0] != '.' || step[0] == '.') && GlobPattern.IsMatch(step, name))
            {
                yield return path is "" or "/" ? path + name : path + "/" + name;
            }
        }
    }
}
