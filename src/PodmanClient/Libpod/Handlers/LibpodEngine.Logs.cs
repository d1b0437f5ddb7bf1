using System.Runtime.CompilerServices;
using Podman.Libpod.Handlers;
using Podman.Libpod.Logs;
using Podman.Libpod.Mapping;
using Varlink;

namespace Podman.Libpod;

/// <content>Logs.</content>
public sealed partial class LibpodEngine
{
    /// <summary>What is left of the largest message for everything that is not the log.</summary>
    private const int MessageOverhead = 1024;

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> GetContainerLogsAsync(
        string name, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        FoundContainer container = await Containers.FindAsync(name, cancellationToken).ConfigureAwait(false);
        var lines = new List<string>();
        long size = MessageOverhead;
        await foreach (string line in LogRequest.ReadAsync(_rest, container, follow: false, cancellationToken).ConfigureAwait(false))
        {
            size += LogSize.Of(line);
            if (size > VarlinkServerOptions.DefaultMaxSentMessageSize)
            {
                throw new ErrorOccurredException(
                    $"the log of container {container.Id} is too long for one reply: read it as a stream (more), which gives it in parts");
            }

            lines.Add(line);
        }

        return lines;
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<IReadOnlyList<string>> GetContainerLogsStreamAsync(
        string name, VarlinkCallContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        FoundContainer container = await Containers.FindAsync(name, cancellationToken).ConfigureAwait(false);
        if (container.Status == ContainerStates.Configured)
        {
            // Nothing to follow: one reply, which is the last.
            yield return [];
            yield break;
        }

        // The last reply is announced, or an error takes its place: so none has to wait for the next.
        context.SendAtOnce();
        var follow = new LogFollow(_rest, Containers, _options, container);
        await foreach (IReadOnlyList<string> lines in follow.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return lines;
        }

        if (_options.EndFollowedLogsWithError)
        {
            throw new ErrorOccurredException($"{container.Id} is no longer running");
        }

        context.CompleteWithNext();
        yield return [];
    }
}
