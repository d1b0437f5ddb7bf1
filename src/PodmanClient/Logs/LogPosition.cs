namespace Podman;

/// <summary>
/// How far into a log a reader has come, so that the same log, read again as a whole, can be taken up where it was left. A log only grows,
/// so the number of lines says it all; but a log that is rotated loses its beginning, so the last lines are kept to find the place by.
/// </summary>
internal sealed class LogPosition
{
    /// <summary>How many lines are kept: enough that they are not met by chance elsewhere, few enough not to matter.</summary>
    public const int KeptLines = 32;

    private readonly List<string> _last = new(KeptLines * 2);

    /// <summary>How many lines have been read.</summary>
    public int Count { get; private set; }

    /// <summary>Counts a line as read.</summary>
    public void Add(string line)
    {
        if (_last.Count == _last.Capacity)
        {
            _last.RemoveRange(0, KeptLines);
        }

        _last.Add(line);
        Count++;
    }

    /// <summary>Finds the first line of a log that has not been read.</summary>
    /// <param name="log">The whole log.</param>
    /// <returns>Its index; the number of lines when all have been read.</returns>
    public int FindIn(IReadOnlyList<string> log)
    {
        if (Count <= log.Count && EndsAt(log, Count))
        {
            return Count;
        }

        // The beginning is gone. Of several places that fit, the first: a line twice is better than a line less.
        for (int end = 1; end <= log.Count; end++)
        {
            if (EndsAt(log, end))
            {
                return end;
            }
        }

        // None of the lines is there any more: what is there is new, or it was written over; the times tell.
        return FindByTime(log);
    }

    /// <summary>Whether the lines before an index are the last ones that were read.</summary>
    private bool EndsAt(IReadOnlyList<string> log, int end)
    {
        int lines = Math.Min(Math.Min(KeptLines, _last.Count), end);
        for (int back = 1; back <= lines; back++)
        {
            if (!IsSameLine(_last[^back], log[end - back]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A daemon that meets a line half-written gives only the rest of it to those who follow.</summary>
    private static bool IsSameLine(string read, string logged) => logged.EndsWith(read, StringComparison.Ordinal)
        && (logged.Length == read.Length || ContainerLogLine.Parse(read).Timestamp is null);

    private int FindByTime(IReadOnlyList<string> log)
    {
        if (LastTime() is not { } last)
        {
            return 0;
        }

        for (int index = 0; index < log.Count; index++)
        {
            if (ContainerLogLine.Parse(log[index]).Timestamp > last)
            {
                return index;
            }
        }

        return log.Count;
    }

    private DateTimeOffset? LastTime()
    {
        for (int back = 1; back <= _last.Count; back++)
        {
            if (ContainerLogLine.Parse(_last[^back]).Timestamp is { } time)
            {
                return time;
            }
        }

        return null;
    }
}
