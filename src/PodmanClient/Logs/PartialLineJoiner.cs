using System.Text;

namespace Podman;

/// <summary>Puts the parts of lines together, those of each stream apart from the other's.</summary>
internal sealed class PartialLineJoiner(int maxLineLength)
{
    private readonly PartialLine _output = new(ContainerLogSource.StandardOutput);
    private readonly PartialLine _error = new(ContainerLogSource.StandardError);

    /// <summary>Takes a line of the log.</summary>
    /// <returns>The line that is now whole, or as long as a line may become; null while more parts are to come.</returns>
    public ContainerLogLine? Add(ContainerLogLine line)
    {
        PartialLine? parts = PartsOf(line.Stream);
        if (parts is null || (!line.IsPartial && parts.IsEmpty))
        {
            return line;
        }

        parts.Add(line);
        return !line.IsPartial || parts.Length >= maxLineLength ? parts.Take(line.IsPartial) : null;
    }

    /// <summary>Gives what is left when the log has ended: lines without their end, the one that began first first.</summary>
    public IEnumerable<ContainerLogLine> Flush()
    {
        bool errorFirst = !_output.IsEmpty && !_error.IsEmpty && _error.Timestamp < _output.Timestamp;
        foreach (PartialLine parts in errorFirst ? [_error, _output] : new[] { _output, _error })
        {
            if (!parts.IsEmpty)
            {
                yield return parts.Take(isPartial: true);
            }
        }
    }

    private PartialLine? PartsOf(ContainerLogSource stream) => stream switch
    {
        ContainerLogSource.StandardOutput => _output,
        ContainerLogSource.StandardError => _error,
        _ => null,
    };

    private sealed class PartialLine(ContainerLogSource stream)
    {
        private readonly StringBuilder _text = new();

        public bool IsEmpty { get; private set; } = true;

        public int Length => _text.Length;

        public DateTimeOffset? Timestamp { get; private set; }

        public void Add(ContainerLogLine part)
        {
            if (IsEmpty)
            {
                Timestamp = part.Timestamp;
                IsEmpty = false;
            }

            _text.Append(part.Text);
        }

        public ContainerLogLine Take(bool isPartial)
        {
            var line = new ContainerLogLine(Timestamp, stream, _text.ToString(), isPartial);
            _text.Clear();
            IsEmpty = true;
            return line;
        }
    }
}
