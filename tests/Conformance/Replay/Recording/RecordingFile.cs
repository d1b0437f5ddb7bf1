using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Varlink.Conformance.Replay.Recording;

/// <summary>A recording and the files that its requests name.</summary>
internal sealed record RecordingFile(string Path, IReadOnlyList<RecordedRow> Rows)
{
    /// <summary>The folder that requests of recordings name.</summary>
    public const string RecordedFolder = "/srv/rec";

    /// <summary>Names another recording than the repository's.</summary>
    public const string Variable = "PODMAN_RECORDINGS";

    /// <summary>The repository's own recording.</summary>
    public static string DefaultPath => System.IO.Path.Combine(DefaultFolder(), "podman-0.8.jsonl");

    /// <summary>Where the files of a recording lie: beside it, and where it has none, in the repository.</summary>
    public string FilesFolder
    {
        get
        {
            string beside = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!, "files");
            return Directory.Exists(beside) ? beside : System.IO.Path.Combine(DefaultFolder(), "files");
        }
    }

    /// <exception cref="IOException">There is no such file.</exception>
    /// <exception cref="JsonException">It is no recording.</exception>
    public static RecordingFile Read(string path)
    {
        var rows = new List<RecordedRow>();
        foreach (string line in File.ReadLines(path))
        {
            if (line.Length > 0)
            {
                using var row = JsonDocument.Parse(line);
                rows.Add(RecordedRow.Read(row.RootElement, rows.Count));
            }
        }

        return new RecordingFile(path, rows);
    }

    private static string DefaultFolder([CallerFilePath] string source = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(source)!, "..", "..", "..", "Recordings"));
}
