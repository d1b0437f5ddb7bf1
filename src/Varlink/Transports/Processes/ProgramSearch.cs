namespace Varlink.Transports;

/// <summary>
/// Finds programs as a shell does. <see cref="System.Diagnostics.Process"/> looks into the folder of the running program and into the
/// working directory before it looks where PATH says, and would run whatever somebody has put there.
/// </summary>
internal static class ProgramSearch
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Finds a program.</summary>
    /// <param name="name">Its name, or its path.</param>
    /// <param name="path">The folders to look in, as PATH lists them.</param>
    /// <returns>Its full path; null when there is none.</returns>
    public static string? Find(string name, string? path)
    {
        if (OperatingSystem.IsWindows())
        {
            return name;
        }

        if (name.Contains('/', StringComparison.Ordinal))
        {
            return File.Exists(name) ? Path.GetFullPath(name) : null;
        }

        foreach (string folder in (path ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            string candidate = Path.GetFullPath(Path.Combine(folder, name));
            if (File.Exists(candidate) && (File.GetUnixFileMode(candidate) & AnyExecute) != 0)
            {
                return candidate;
            }
        }

        return null;
    }
}
