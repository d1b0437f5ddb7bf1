namespace Podman.Testing.FileSystem;

/// <summary>Paths as text: absolute, with slashes, without <c>.</c> and <c>..</c> once normalised.</summary>
internal static class PathText
{
    /// <summary>Makes a path absolute and plain. Knows nothing of links.</summary>
    public static string Normalize(string path, string workingDirectory = "/")
    {
        var parts = new List<string>();
        string whole = path.StartsWith('/') ? path : workingDirectory + "/" + path;
        foreach (string part in whole.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..")
            {
                if (parts.Count > 0)
                {
                    parts.RemoveAt(parts.Count - 1);
                }
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return "/" + string.Join('/', parts);
    }

    /// <summary>The names along a normalised path; none for the root.</summary>
    public static string[] Parts(string normalized) => normalized.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The last name of a path; empty for the root.</summary>
    public static string Name(string path) => path[(path.TrimEnd('/').LastIndexOf('/') + 1)..].TrimEnd('/');

    /// <summary>The directory that holds a normalised path; the root for the root.</summary>
    public static string Parent(string normalized)
    {
        int slash = normalized.LastIndexOf('/');
        return slash <= 0 ? "/" : normalized[..slash];
    }

    public static string Combine(string directory, string name) => directory == "/" ? "/" + name : directory + "/" + name;

    /// <summary>Whether a normalised path is a directory's path or lies below it.</summary>
    public static bool IsWithin(string path, string directory) =>
        directory == "/" ||
        (path.StartsWith(directory, StringComparison.Ordinal) && (path.Length == directory.Length || path[directory.Length] == '/'));
}
