namespace Podman;

/// <summary>Waiting for containers.</summary>
public static class PodmanWaitExtensions
{
    /// <summary>
    /// Waits until a container is in a state. Podman's API tells of no events, so this looks at the container again and again
    /// (<see cref="ContainerWaitOptions.PollInterval"/>); for <see cref="ContainerState.Exited"/> it lets the daemon wait instead, and returns as
    /// soon as that tells of the end. A state that lasts for less than the time between two looks can be missed.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="name">The name or id of the container.</param>
    /// <param name="state">The state.</param>
    /// <param name="options">How to wait, and for how long; null for the defaults, one minute.</param>
    /// <param name="cancellationToken">Stops the waiting. The container is left alone.</param>
    /// <returns>
    /// Completes when the container was seen in the state; it may have left it since. One that removes itself at its end has exited when it is gone.
    /// </returns>
    /// <exception cref="ContainerNotFoundException">There is no such container, or it was removed meanwhile.</exception>
    /// <exception cref="ContainerStateException">
    /// The container has passed the state: it has exited when <c>running</c> is waited for, or runs when <c>created</c> is
    /// (<see cref="ContainerWaitOptions.FailWhenPassed"/>).
    /// </exception>
    /// <exception cref="TimeoutException">The time has passed before (<see cref="ContainerWaitOptions.Timeout"/>).</exception>
    /// <exception cref="ArgumentException">The state has no name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The waiting was cancelled.</exception>
    public static Task WaitForAsync(
        this IPodmanClient client,
        string name,
        ContainerState state,
        ContainerWaitOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(name);
        if (state == default)
        {
            throw new ArgumentException($"The state to wait for has no name: no container is ever in the default of {nameof(ContainerState)}.", nameof(state));
        }

        return new StateWait(client, name, state, (options ?? new ContainerWaitOptions()).Validated()).RunAsync(cancellationToken);
    }
}
