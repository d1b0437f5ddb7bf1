using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Podman.Libpod.Handlers;
using Podman.Libpod.Mapping;
using Podman.Libpod.Rest;
using Podman.Libpod.Rest.Models;

namespace Podman.Libpod.Logs;

/// <summary>
/// Answers GetContainerLogs with <c>more</c>: all lines that are there, then new ones as they come, until the container no longer runs. The
/// API's own follow may end early, at a restart for example, and may leave out the last lines; so after it the log is read once more.
/// </summary>
internal sealed class LogFollow(RestClient rest, ContainerLookup containers, LibpodEngineOptions options, FoundContainer container)
{
    /// <summary>The most lines of one reply: what Podman hands over at once may be much.</summary>
    private const int MaxLines = 1000;

    /// <summary>Something comes soon, whatever the log holds: a caller wants to know that the following has begun.</summary>
    private static readonly TimeSpan FirstBeat = TimeSpan.FromMilliseconds(100);

    private string? _firstLine;
    private long _delivered;

    /// <summary>Lists of lines; an empty one whenever a beat passes without any.</summary>
    public async IAsyncEnumerable<IReadOnlyList<string>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // While it runs only a follow may be read: it alone holds back a line that is half written.
        TimeSpan beat = FirstBeat;
        while (await IsAliveAsync(cancellationToken).ConfigureAwait(false))
        {
            long before = _delivered;
            await foreach (IReadOnlyList<string> lines in ReadBatchesAsync(follow: true, beat, cancellationToken).ConfigureAwait(false))
            {
                yield return lines;
            }

            beat = options.LogBeat;
            if (_delivered == before)
            {
                // Whatever ended the follow is not over yet, a restart most likely.
                await Task.Delay(options.WaitInterval, options.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }

        await foreach (IReadOnlyList<string> lines in ReadBatchesAsync(follow: false, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false))
        {
            yield return lines;
        }
    }

    /// <exception cref="ErrorOccurredException">The container has been removed.</exception>
    private async Task<bool> IsAliveAsync(CancellationToken cancellationToken)
    {
        RestContainerDetails details = await containers.InspectAsync(container.Id, cancellationToken).ConfigureAwait(false)
            ?? throw LogRequest.Removed(container);
        return ContainerStates.IsAlive(details.State?.Status ?? "");
    }

    /// <summary>The lines that were not delivered yet, in lists of those that are there at once.</summary>
    private async IAsyncEnumerable<IReadOnlyList<string>> ReadBatchesAsync(
        bool follow, TimeSpan beat, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Bounded: a caller that reads slowly slows Podman down.
        var lines = Channel.CreateBounded<string>(new BoundedChannelOptions(MaxLines) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task reading = ReadNewLinesAsync(follow, lines.Writer, stop.Token);
        try
        {
            Task<bool> waiting = lines.Reader.WaitToReadAsync(stop.Token).AsTask();
            while (true)
            {
                if (!await CompletesWithinAsync(beat, waiting, stop.Token).ConfigureAwait(false))
                {
                    beat = options.LogBeat;
                    yield return [];
                    continue;
                }

                beat = follow ? options.LogBeat : beat;

                if (!await waiting.ConfigureAwait(false))
                {
                    break;
                }

                var batch = new List<string>();
                while (batch.Count < MaxLines && lines.Reader.TryRead(out string? line))
                {
                    batch.Add(line);
                }

                _firstLine ??= batch[0];
                _delivered += batch.Count;
                yield return batch;
                waiting = lines.Reader.WaitToReadAsync(stop.Token).AsTask();
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> CompletesWithinAsync(TimeSpan time, Task task, CancellationToken cancellationToken)
    {
        if (task.IsCompleted || time == Timeout.InfiniteTimeSpan)
        {
            return true;
        }

        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task delay = Task.Delay(time, options.TimeProvider, timer.Token);
        Task first = await Task.WhenAny(task, delay).ConfigureAwait(false);
        await timer.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return first == task;
    }

    /// <summary>Every request gives the log from its beginning: the lines that were delivered are passed over.</summary>
    private async Task ReadNewLinesAsync(bool follow, ChannelWriter<string> output, CancellationToken cancellationToken)
    {
        try
        {
            long toSkip = _delivered;
            bool isFirst = true;
            await foreach (string line in LogRequest.ReadAsync(rest, container, follow, cancellationToken).ConfigureAwait(false))
            {
                if (isFirst && line != _firstLine)
                {
                    // The log has lost its beginning, so that its lines cannot be counted any more: rather twice than not at all.
                    toSkip = 0;
                }

                isFirst = false;
                if (toSkip > 0)
                {
                    toSkip--;
                }
                else
                {
                    await output.WriteAsync(line, cancellationToken).ConfigureAwait(false);
                }
            }

            output.Complete();
        }
        catch (Exception e)
        {
            // The reader throws it.
            output.Complete(e);
        }
    }
}
