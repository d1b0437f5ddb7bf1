namespace Podman;

/// <summary>Stopping with a <see cref="TimeSpan"/>: <c>io.podman</c> counts in whole seconds, which a bare number does not say.</summary>
public static class PodmanStopExtensions
{
    /// <summary>Stops a container: its program is asked to end, and killed when it has not after a time.</summary>
    /// <param name="client">The client.</param>
    /// <param name="name">The name or id of the container.</param>
    /// <param name="timeout">
    /// How long the program has. A part of a second counts as a whole one, so that it never has less; <see cref="TimeSpan.Zero"/> kills at once.
    /// </param>
    /// <param name="cancellationToken">Stops the waiting. The container is stopped nevertheless, or not, as with every call that was sent.</param>
    /// <returns>The id of the container.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative. <see cref="Timeout.InfiniteTimeSpan"/> is, too: there is no waiting without end.</exception>
    /// <inheritdoc cref="IPodmanClient.StopContainerAsync" path="/exception"/>
    public static Task<string> StopContainerAsync(
        this IPodmanClient client, string name, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.StopContainerAsync(name, Seconds(timeout), cancellationToken);
    }

    /// <summary>Stops a container where it is running, as <see cref="StopContainerAsync"/> does, and starts it.</summary>
    /// <param name="client">The client.</param>
    /// <param name="name">The name or id of the container.</param>
    /// <param name="timeout">
    /// How long the program has to end. A part of a second counts as a whole one, so that it never has less; <see cref="TimeSpan.Zero"/> kills at once.
    /// </param>
    /// <param name="cancellationToken">Stops the waiting. The container is restarted nevertheless, or not, as with every call that was sent.</param>
    /// <returns>The id of the container.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative. <see cref="Timeout.InfiniteTimeSpan"/> is, too: there is no waiting without end.</exception>
    /// <inheritdoc cref="IPodmanClient.RestartContainerAsync" path="/exception"/>
    public static Task<string> RestartContainerAsync(
        this IPodmanClient client, string name, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.RestartContainerAsync(name, Seconds(timeout), cancellationToken);
    }

    private static long Seconds(TimeSpan timeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        return (timeout.Ticks / TimeSpan.TicksPerSecond) + (timeout.Ticks % TimeSpan.TicksPerSecond > 0 ? 1 : 0);
    }
}
