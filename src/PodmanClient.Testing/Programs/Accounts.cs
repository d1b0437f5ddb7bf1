using System.Globalization;
using Podman.Testing.FileSystem;

namespace Podman.Testing.Programs;

/// <summary>Users and groups as a container's own files name them.</summary>
internal static class Accounts
{
    public const string Users = "/etc/passwd";
    public const string Groups = "/etc/group";

    /// <summary>The name of an id; null when the file has none.</summary>
    public static string? NameOf(ContainerFileSystem files, string file, int id) =>
        Lines(files, file).FirstOrDefault(fields => fields[2] == id.ToString(CultureInfo.InvariantCulture))?[0];

    /// <summary>Resolves <c>user</c>, <c>uid</c>, <c>user:group</c>.</summary>
    /// <returns>The ids; null when a name is unknown.</returns>
    public static UserIds? Resolve(ContainerFileSystem files, string user)
    {
        if (user.Length == 0)
        {
            return UserIds.Root;
        }

        string[] parts = user.Split(':', 2);
        string[]? entry = Lines(files, Users).FirstOrDefault(fields => fields[0] == parts[0] || fields[2] == parts[0]);
        int? uid = entry is not null ? Number(entry[2]) : parts[0] == "root" ? 0 : Number(parts[0]);
        int? gid = parts.Length == 2
            ? Number(Lines(files, Groups).FirstOrDefault(fields => fields[0] == parts[1])?[2] ?? (parts[1] == "root" ? "0" : parts[1]))
            : entry is { Length: > 3 } ? Number(entry[3]) : 0;
        return uid is { } u && gid is { } g ? new UserIds(u, g) : null;
    }

    private static IEnumerable<string[]> Lines(ContainerFileSystem files, string file) =>
        files.Find(file) is FileNode node
            ? Logs.LogText.Decode(node.Content.Span).Split('\n').Select(line => line.Split(':')).Where(fields => fields.Length >= 3)
            : [];

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
