namespace Podman;

/// <summary>Running containers to their end.</summary>
public static class PodmanRunExtensions
{
    /// <summary>
    /// Where an exception of <see cref="RunAsync"/> names the container that it could not clean up: a key of <see cref="Exception.Data"/>.
    /// </summary>
    public const string LeftContainerId = "Podman.LeftContainerId";

    /// <summary>
    /// Creates a container, starts it, waits for its end, reads its log and removes it: <c>podman run --rm</c>.
    /// <see cref="CreateContainerOptions.Rm"/> is taken care of here, so that the log is there to be read.
    /// </summary>
    /// <remarks>
    /// No exit code is an error: look at <see cref="ContainerRunResult.ExitCode"/>. The log is read as a whole at the end, also where
    /// <see cref="ContainerRunOptions.OnLogLine"/> was told it line by line before: for a program that writes more than
    /// <c>VarlinkClientOptions.MaxReceivedMessageSize</c> (64 MiB), raise that limit.
    /// </remarks>
    /// <param name="client">The client.</param>
    /// <param name="create">The container.</param>
    /// <param name="options">What becomes of the container; null for the defaults.</param>
    /// <param name="cancellationToken">
    /// Ends the run. The container is then removed by force, within the time that it was given to stop
    /// (<see cref="CreateContainerOptions.StopTimeout"/>), before this call ends; where it is to be kept, it is stopped. Creating it is not
    /// interrupted, since its id would not be known: a token that fires meanwhile takes effect when it is created.
    /// </param>
    /// <returns>The exit code and the log.</returns>
    /// <exception cref="ImageNotFoundException">There is no such image.</exception>
    /// <exception cref="ErrorOccurredException">
    /// The container cannot be created or started, or was removed by somebody else meanwhile.
    /// </exception>
    /// <exception cref="Varlink.VarlinkConnectionException">
    /// The connection was lost. The container may be left: where it could not be removed, its id stands in <see cref="Exception.Data"/> under
    /// <see cref="LeftContainerId"/>, as for every exception of this call.
    /// </exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static Task<ContainerRunResult> RunAsync(
        this IPodmanClient client,
        CreateContainerOptions create,
        ContainerRunOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(create);
        options ??= new ContainerRunOptions();
        bool isRemoved = create.Rm || options.RemoveWhenDone;
        return new OneOffRun(client, create with { Rm = false }, isRemoved, options.OnLogLine).RunAsync(cancellationToken);
    }
}
