using System.Text.RegularExpressions;
using Varlink.Conformance.Replay.Identity;
using Varlink.Conformance.Replay.Recording;

namespace Varlink.Conformance.Replay;

/// <summary>The folder that stands for the recording's: filled with what is given, written to by the engine.</summary>
internal sealed class RecordedFiles(string folder)
{
    private static readonly DateTime Written = new(2026, 11, 23, 20, 12, 40, DateTimeKind.Utc);

    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    /// <summary>Makes the folder.</summary>
    public static string Prepare(string files)
    {
        // Small letters: some requests make a reference of the path, and references know no others.
        string folder = Path.Combine(Path.GetTempPath(), "replay-" + Guid.NewGuid().ToString("n")[..12]);
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.Exists(files) ? Directory.EnumerateFiles(files, "*", SearchOption.AllDirectories) : [])
        {
            string target = Path.Combine(folder, Path.GetRelativePath(files, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, File.ReadAllBytes(file));

            // Images are as old as the archive they are imported from, and that decides on their ids.
            File.SetLastWriteTimeUtc(target, Written);
        }

        return folder;
    }

    /// <summary>
    /// A file that the request reads and that is neither given nor written within the recording, although the daemon did find it; null when
    /// there is none.
    /// </summary>
    public string? Missing(RecordedRow row, string request)
    {
        string[] paths = [.. PathIn(folder).Matches(request).Select(match => match.Value)];
        string method = CallText.MethodOf(request.Split('\0')[0]) ?? "";
        if (method.Contains("Export", StringComparison.Ordinal) || method.Contains("Push", StringComparison.Ordinal))
        {
            _written.UnionWith(paths);
            return null;
        }

        bool wasFound = row.Replies.Count > 0 && !row.Replies[^1].Text.Contains("no such file", StringComparison.Ordinal);
        return wasFound ? paths.FirstOrDefault(path => !File.Exists(path) && !Directory.Exists(path) && !_written.Contains(path)) : null;
    }

    private static Regex PathIn(string folder) => new(Regex.Escape(folder) + """[^\s"':,;\\]*""", RegexOptions.None, TimeSpan.FromSeconds(10));
}
