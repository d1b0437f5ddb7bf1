using Podman.Testing.Formats;
using Podman.Testing.State;

namespace Podman.Testing.Logs;

/// <summary>
/// The log of one container: lines in the form that CRI runtimes write, over all its runs. A line looks like
/// <c>2026-11-23T21:11:41.751428792+00:00 stdout F text</c> and ends with a newline; <c>P</c> stands for a part of a line.
/// </summary>
internal sealed class ContainerLog(TimeProvider time)
{
    /// <summary>What the container monitor reads at once: longer lines are cut here.</summary>
    public const int ChunkSize = 8192;

    private readonly TimeProvider _time = time;
    private readonly List<string> _lines = [];
    private readonly Lock _gate = new();

    /// <summary>Pulses when lines were added.</summary>
    public ChangeSignal Changed { get; } = new();

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _lines.Count;
            }
        }
    }

    /// <summary>
    /// Adds what a program wrote with one call. Whole lines become <c>F</c>; what is left without a newline becomes a <c>P</c> at once, and
    /// its rest, written later, a line of its own: the monitor keeps nothing back.
    /// </summary>
    public void Append(string stream, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        lock (_gate)
        {
            for (; !bytes.IsEmpty; bytes = bytes[Math.Min(ChunkSize, bytes.Length)..])
            {
                AppendChunk(stream, bytes[..Math.Min(ChunkSize, bytes.Length)]);
            }
        }

        Changed.Pulse();
    }

    /// <summary>The lines from a position on.</summary>
    /// <param name="position">How many lines the reader has seen; moved to the end.</param>
    public IReadOnlyList<string> Read(ref int position)
    {
        lock (_gate)
        {
            IReadOnlyList<string> lines = _lines[position..];
            position = _lines.Count;
            return lines;
        }
    }

    private void AppendChunk(string stream, ReadOnlySpan<byte> chunk)
    {
        // One stamp for all lines that were read together, as recorded.
        string prefix = GoTime.LogStamp(_time.GetUtcNow()) + " " + stream;
        while (!chunk.IsEmpty)
        {
            int newline = chunk.IndexOf((byte)'\n');
            ReadOnlySpan<byte> text = newline < 0 ? chunk : chunk[..newline];
            _lines.Add($"{prefix} {(newline < 0 ? 'P' : 'F')} {LogText.Decode(text)}\n");
            chunk = newline < 0 ? [] : chunk[(newline + 1)..];
        }
    }
}
