using System.Runtime.CompilerServices;

namespace Podman;

/// <summary>
/// Follows one log, and gives every line of it once: also those that the daemon's own stream leaves out because they were written in the
/// second before the container ended, or were half-written when the daemon looked.
/// </summary>
internal sealed class LogFollower(IPodmanClient client, string name)
{
    private const string EndOfLog = " is no longer running";

    private readonly LogPosition _position = new();
    private bool _mayBeCut = true;

    /// <summary>The lines, parts of long ones included. One enumeration only.</summary>
    public async IAsyncEnumerable<ContainerLogLine> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (IReadOnlyList<string> lines in ReadStreamAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (string text in lines)
            {
                cancellationToken.ThrowIfCancellationRequested();
                string whole = text;
                ContainerLogLine line = ContainerLogLine.Parse(text);
                if (line.Timestamp is null && _mayBeCut)
                {
                    whole = await FindWholeLineAsync(text, cancellationToken).ConfigureAwait(false);
                    line = ContainerLogLine.Parse(whole);
                }

                _position.Add(whole);
                yield return line;
            }
        }

        // The stream is over, and its connection closed. The log is complete only now.
        IReadOnlyList<string> log = await client.GetContainerLogsAsync(name, cancellationToken).ConfigureAwait(false);
        for (int index = _position.FindIn(log); index < log.Count; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return ContainerLogLine.Parse(log[index]);
        }
    }

    /// <summary>The daemon's stream, with its end made an end, and without the replies that bring nothing.</summary>
    private async IAsyncEnumerable<IReadOnlyList<string>> ReadStreamAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerator<IReadOnlyList<string>> stream =
            client.GetContainerLogsStreamAsync(name, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (stream.ConfigureAwait(false))
        {
            while (true)
            {
                try
                {
                    if (!await stream.MoveNextAsync().ConfigureAwait(false))
                    {
                        break;
                    }
                }
                catch (ErrorOccurredException e) when (e.Reason.EndsWith(EndOfLog, StringComparison.Ordinal))
                {
                    break;
                }

                if (stream.Current is { Count: > 0 } lines)
                {
                    yield return lines;
                }
            }
        }
    }

    /// <summary>
    /// A line without its prefix is most likely the end of one that was half-written when the daemon looked before, and whose beginning it
    /// dropped. The log as a whole has it. Where it does not, this log simply has no prefixes, and is not asked again.
    /// </summary>
    private async ValueTask<string> FindWholeLineAsync(string end, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> log = await client.GetContainerLogsAsync(name, cancellationToken).ConfigureAwait(false);
        if (_position.Count < log.Count && log[_position.Count] is var whole
            && whole.Length > end.Length && whole.EndsWith(end, StringComparison.Ordinal)
            && ContainerLogLine.Parse(whole).Timestamp is not null)
        {
            return whole;
        }

        _mayBeCut = false;
        return end;
    }
}
