using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Podman;
using Varlink;

namespace LogViewer.Api;

/// <summary>A container's log as events for a browser.</summary>
internal static class LogEvents
{
    /// <summary>
    /// Follows the log. Each line's event has its number as id. The following ends with the container, when the browser leaves
    /// (<paramref name="cancellationToken"/>), and when the application stops.
    /// </summary>
    public static async IAsyncEnumerable<SseItem<LogEvent>> FollowAsync(
        IPodmanClient podman, string id, long seen, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return Event(LogEvent.Open, "");
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        await using IAsyncEnumerator<ContainerLogLine> lines = podman.FollowLogsAsync(id, cancellationToken: either.Token).GetAsyncEnumerator(either.Token);
        for (long number = 1; ; number++)
        {
            SseItem<LogEvent>? end = null;
            try
            {
                if (!await lines.MoveNextAsync())
                {
                    end = Event(LogEvent.End, "The container has ended.");
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                end = Event(LogEvent.Stopping, "The log viewer stops.");
            }
            catch (VarlinkException e)
            {
                end = Event(LogEvent.Failure, e.Message);
            }

            if (end is { } last)
            {
                yield return last;
                yield break;
            }

            if (number > seen)
            {
                yield return Line(lines.Current, number);
            }
        }
    }

    private static SseItem<LogEvent> Event(string kind, string text) => new(new LogEvent(null, "", text), kind);

    private static SseItem<LogEvent> Line(ContainerLogLine line, long number) =>
        new(new LogEvent(line.Timestamp, Source(line.Stream), line.Text), LogEvent.Line)
        {
            EventId = number.ToString(CultureInfo.InvariantCulture),
        };

    private static string Source(ContainerLogSource source) => source switch
    {
        ContainerLogSource.StandardOutput => "stdout",
        ContainerLogSource.StandardError => "stderr",
        _ => "",
    };
}
