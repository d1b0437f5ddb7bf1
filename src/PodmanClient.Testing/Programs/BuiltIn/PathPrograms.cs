using Podman.Testing.FileSystem;

namespace Podman.Testing.Programs.BuiltIn;

/// <summary>Programs that take paths apart.</summary>
internal static class PathPrograms
{
    public static Task<int> BaseNameAsync(ContainerProcess process)
    {
        string name = PathText.Name(process.Arguments.ElementAtOrDefault(1) ?? "");
        string suffix = process.Arguments.ElementAtOrDefault(2) ?? "";
        bool cuts = suffix.Length > 0 && name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal);
        return process.WriteAsync((cuts ? name[..^suffix.Length] : name) + "\n");
    }

    public static Task<int> DirectoryNameAsync(ContainerProcess process)
    {
        string path = (process.Arguments.ElementAtOrDefault(1) ?? "").TrimEnd('/');
        int slash = path.LastIndexOf('/');
        return process.WriteAsync((slash < 0 ? "." : slash == 0 ? "/" : path[..slash]) + "\n");
    }
}
