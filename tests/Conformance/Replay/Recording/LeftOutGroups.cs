using Varlink.Conformance.Replay.Identity;

namespace Varlink.Conformance.Replay.Recording;

/// <summary>
/// Some groups are left out of a recording, and with them the exchanges that cleaned up before them. Connections are numbered as they were
/// opened: where a number is missing, something is left out. Containers that are gone behind such a gap were removed in it.
/// </summary>
internal sealed class LeftOutGroups
{
    private readonly Dictionary<int, IReadOnlyList<string>> _removed = [];

    public LeftOutGroups(RecordingFile recording)
    {
        var live = new LiveIds();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        int last = 0;
        foreach (RecordedRow row in recording.Rows)
        {
            if (row.Connection is { } connection)
            {
                if (connection > last + 1 && live.Containers.Count > 0)
                {
                    _removed[row.Index] = [.. Gone(recording.Rows, row.Index, live, names)];
                    live.Containers.ExceptWith(_removed[row.Index]);
                }

                last = Math.Max(last, connection);
            }

            Remember(row, names);
            live.Follow(row);
        }
    }

    /// <summary>The containers that were removed in the gap before an exchange, by their recorded ids.</summary>
    public IReadOnlyList<string> RemovedBefore(RecordedRow row) => _removed.GetValueOrDefault(row.Index, []);

    /// <summary>Those that the next list does not have, and that nothing before it speaks of.</summary>
    private static IEnumerable<string> Gone(
        IReadOnlyList<RecordedRow> rows, int from, LiveIds live, IReadOnlyDictionary<string, string> names)
    {
        int next = from;
        while (next < rows.Count && !rows[next].Messages.Any(message => CallText.MethodOf(message) == "io.podman.ListContainers"))
        {
            next++;
        }

        if (next == rows.Count || rows[next].Replies is not [var list])
        {
            return [];
        }

        string between = string.Concat(rows.Skip(from).Take(next - from).Select(row => row.Request + string.Concat(row.Replies.Select(r => r.Text))));
        return live.Containers.Where(id => !list.Text.Contains(id, StringComparison.Ordinal)
            && !between.Contains(id, StringComparison.Ordinal)
            && !(names.TryGetValue(id, out string? name) && between.Contains($"\"{name}\"", StringComparison.Ordinal)));
    }

    private static void Remember(RecordedRow row, Dictionary<string, string> names)
    {
        if (row.Messages is [var message] && row.Replies is [var reply] && CallText.MethodOf(message) == "io.podman.CreateContainer"
            && CallText.TextAt(message, "parameters", "create", "name") is { } name
            && IdMap.FullId().Match(reply.Text) is { Success: true } id)
        {
            names[id.Value] = name;
        }
    }
}
