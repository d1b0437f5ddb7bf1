using Podman.Testing.State;

namespace Podman.Testing.Transfer;

/// <summary>Files of the host, and what the daemon says of those that it cannot open.</summary>
internal static class HostFiles
{
    /// <summary><c>open /path: no such file or directory</c>, with what the operation adds before it.</summary>
    public static string Describe(Exception exception, string path) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => $"error opening file \"{path}\": {Reason(exception, path)}",
        _ => $"error reading \"{path}\": {Reason(exception, path)}",
    };

    /// <summary>The system's reason in its own words.</summary>
    public static string Reason(Exception exception, string path) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException or ArgumentException => $"open {path}: no such file or directory",
        UnauthorizedAccessException when Directory.Exists(path) => $"open {path}: is a directory",
        UnauthorizedAccessException => $"open {path}: permission denied",
        _ => exception.Message,
    };

    /// <summary>Creates a file, over an old one.</summary>
    /// <exception cref="EngineFailure">It cannot be created.</exception>
    public static FileStream Create(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Create, FileAccess.Write);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw EngineFailure.Occurred($"error creating file \"{path}\": {Reason(e, path)}");
        }
    }
}
