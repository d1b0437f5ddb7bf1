using System.Runtime.CompilerServices;

namespace Podman;

/// <summary>Logs of containers, line by line.</summary>
public static class PodmanLogExtensions
{
    /// <summary>
    /// Follows the log of a container: gives what is there, then what is written, until the container ends. Every line comes once, and the
    /// last ones come too, in spite of daemons that leave them out; so the end takes about a second. A restart that takes less does not end it.
    /// The log of a container that was never started ends at once. At the end the log is read as a whole once more, which
    /// <c>VarlinkClientOptions.MaxReceivedMessageSize</c> (64 MiB) limits.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="name">The name or id of the container.</param>
    /// <param name="options">How lines are given; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the following at once.</param>
    /// <returns>The lines. Each enumeration follows the log anew, over a connection of its own; leaving it early closes that.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="ContainerNotFoundException">There is no such container, or it was removed before its log was read to the end.</exception>
    /// <exception cref="ErrorOccurredException">The log cannot be read; the container was removed meanwhile, for example.</exception>
    /// <exception cref="OperationCanceledException">The following was cancelled.</exception>
    public static IAsyncEnumerable<ContainerLogLine> FollowLogsAsync(
        this IPodmanClient client, string name, ContainerLogOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(name);
        return FollowAsync(client, name, CreateJoiner(options), cancellationToken);
    }

    /// <summary>Reads the log of a container as it is now.</summary>
    /// <param name="client">The client.</param>
    /// <param name="name">The name or id of the container.</param>
    /// <param name="options">How lines are given; null for the defaults.</param>
    /// <param name="cancellationToken">Stops waiting for the log.</param>
    /// <returns>The lines, those of all runs of the container; empty where it was never started.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    /// <exception cref="ErrorOccurredException">The log cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public static Task<IReadOnlyList<ContainerLogLine>> GetLogsAsync(
        this IPodmanClient client, string name, ContainerLogOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(name);
        return ReadAsync(client, name, CreateJoiner(options)?.Invoke(), cancellationToken);
    }

    private static async Task<IReadOnlyList<ContainerLogLine>> ReadAsync(
        IPodmanClient client, string name, PartialLineJoiner? joiner, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> log = await client.GetContainerLogsAsync(name, cancellationToken).ConfigureAwait(false);
        var lines = new List<ContainerLogLine>(log.Count);
        foreach (string text in log)
        {
            ContainerLogLine line = ContainerLogLine.Parse(text);
            if ((joiner is null ? line : joiner.Add(line)) is { } whole)
            {
                lines.Add(whole);
            }
        }

        lines.AddRange(joiner?.Flush() ?? []);
        return lines;
    }

    private static async IAsyncEnumerable<ContainerLogLine> FollowAsync(
        IPodmanClient client, string name, Func<PartialLineJoiner>? createJoiner, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PartialLineJoiner? joiner = createJoiner?.Invoke();
        await foreach (ContainerLogLine line in new LogFollower(client, name).ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if ((joiner is null ? line : joiner.Add(line)) is { } whole)
            {
                yield return whole;
            }
        }

        foreach (ContainerLogLine rest in joiner?.Flush() ?? [])
        {
            yield return rest;
        }
    }

    /// <summary>Reads the options now, so that a later change has no effect; each enumeration then gets a joiner of its own.</summary>
    private static Func<PartialLineJoiner>? CreateJoiner(ContainerLogOptions? options)
    {
        if (options is null)
        {
            return null;
        }

        int maxLineLength = options.MaxLineLength;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxLineLength, nameof(options.MaxLineLength));
        return options.JoinPartialLines ? () => new PartialLineJoiner(maxLineLength) : null;
    }
}
